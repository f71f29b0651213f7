package io.segmentlake.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.segments.SegmentCatalogue;
import io.segmentlake.models.segments.SegmentDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** DuckDB's segments are those of the catalogue, or no time could be compared. */
class ComparedSegmentsTest {
  /** These have no members before a model is trained, and the benchmark trains none. */
  private static final Set<String> EMPTY =
      Set.of(
          "do_not_disturb",
          "due_to_reorder",
          "future_vip",
          "likely_to_buy",
          "lost_causes",
          "persuadables",
          "sure_things",
          "top_predicted_value",
          "win_back_worth_it");

  private static final Pattern VERDICT = Pattern.compile("(?m)^  (?:.* as )?(\\w+)(?:,|$)");

  @Test
  void duckDbComputesEverySegmentOfTheCatalogueThatHasMembers() throws IOException {
    Set<String> catalogue =
        SegmentCatalogue.load(Path.of("../conf/segments")).orThrow().stream()
            .map(SegmentDefinition::id)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> compared = new TreeSet<>(EMPTY);
    Matcher verdict = VERDICT.matcher(finalSelect());
    while (verdict.find()) {
      compared.add(verdict.group(1));
    }

    assertThat(compared).isEqualTo(catalogue);
  }

  private static String finalSelect() throws IOException {
    try (InputStream file = DuckDb.class.getResourceAsStream("segments.sql")) {
      String sql = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      String start = "select\n  customer,\n";
      return sql.substring(sql.indexOf(start) + start.length(), sql.indexOf("\nfrom loyal;"));
    }
  }
}
