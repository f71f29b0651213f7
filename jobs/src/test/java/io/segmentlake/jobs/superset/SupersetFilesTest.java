package io.segmentlake.jobs.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.segmentlake.models.mart.Mart;
import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What is imported into Superset. */
class SupersetFilesTest {
  private static final Path FILES = Path.of("bi/superset");

  private final Map<String, JsonNode> datasets = read("datasets");
  private final Map<String, JsonNode> charts = read("charts");
  private final JsonNode dashboard = read("dashboards").get("segments");

  @Test
  void theMartIsAsItsContractSays() {
    Mart.views().forEach(view -> assertIsAs(view.table(), datasets.get(view.table().name())));
  }

  private static void assertIsAs(Table contract, JsonNode dataset) {
    assertThat(dataset).as("%s is a dataset", contract.fullName()).isNotNull();
    assertThat(dataset.path("schema").asText()).isEqualTo("mart");
    assertThat(dataset.path("description").asText()).isEqualTo(contract.grain());
    assertThat(elements(dataset.path("columns")))
        .as("columns of %s", contract.fullName())
        .extracting(c -> text(c, "column_name"), c -> text(c, "type"), c -> text(c, "description"))
        .containsExactlyElementsOf(
            contract.columns().stream().map(c -> tuple(c.name(), typeOf(c), c.about())).toList());
  }

  @Test
  void eachChartIsOnTheDashboardOnce() {
    List<String> placed =
        elements(dashboard.path("position"))
            .filter(part -> text(part, "type").equals("CHART"))
            .map(part -> part.path("meta").path("uuid").asText())
            .toList();

    assertThat(placed)
        .containsExactlyInAnyOrderElementsOf(
            charts.values().stream().map(chart -> text(chart, "uuid")).toList());
  }

  @Test
  void chartsAskForMetricsAndColumnsThatTheirDatasetHas() {
    Map<String, JsonNode> byId =
        datasets.values().stream().collect(Collectors.toMap(d -> text(d, "uuid"), d -> d));

    charts.forEach(
        (name, chart) -> {
          JsonNode dataset = byId.get(text(chart, "dataset_uuid"));
          assertThat(dataset).as("dataset of %s", name).isNotNull();
          JsonNode asked = chart.path("params");
          assertThat(texts(asked, "metric", "metrics"))
              .as("metrics of %s", name)
              .isNotEmpty()
              .isSubsetOf(names(dataset, "metrics", "metric_name"));
          assertThat(texts(asked, "x_axis", "groupby"))
              .as("columns of %s", name)
              .isSubsetOf(names(dataset, "columns", "column_name"));
        });
  }

  @Test
  void noPasswordIsInThem() {
    assertThat(text(read("databases").get("segmentlake"), "sqlalchemy_uri"))
        .startsWith("hive://${user}:XXXXXXXXXX@127.0.0.1:${port}/mart");
  }

  /** As the server describes it, without length and digits. */
  private static String typeOf(Column column) {
    return column.type().sql().replaceFirst("\\(.*", "").toUpperCase(Locale.ROOT);
  }

  private static List<String> names(JsonNode dataset, String list, String key) {
    return elements(dataset.path(list)).map(e -> text(e, key)).toList();
  }

  private static List<String> texts(JsonNode node, String one, String many) {
    return Stream.concat(Stream.of(node.path(one)), elements(node.path(many)))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .toList();
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asText();
  }

  private static Stream<JsonNode> elements(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false);
  }

  /** The files of a folder by their names without endings. */
  private static Map<String, JsonNode> read(String folder) {
    try (Stream<Path> files = Files.list(FILES.resolve(folder))) {
      Map<String, JsonNode> read = new TreeMap<>();
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".yaml", "");
        read.put(name, new YAMLMapper().readTree(file.toFile()));
      }
      return read;
    } catch (IOException e) {
      throw new AssertionError("Cannot read " + folder, e);
    }
  }
}
