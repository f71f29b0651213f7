package io.segmentlake.pipelines.segments;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.models.segments.Explanation;
import io.segmentlake.models.segments.SegmentCatalogue;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.segments.EvaluatedSegments.Evaluation;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EvaluatedDefinitionsTest {
  private static final Evaluation FIRST_VERSION =
      new Evaluation(1, 1, 0, 0, BigDecimal.ZERO, Map.of(), 1);
  private static final EvaluatedSegments EVALUATED =
      new EvaluatedSegments(
          LocalDate.parse("2025-03-03"), Map.of("buyers", FIRST_VERSION, "calm", FIRST_VERSION));

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  private SmallShop shop;
  private Lakehouse lakehouse;

  @BeforeEach
  void twoVersionsOfASegmentAndOneThatBuildsOnIt() throws IOException {
    lakehouse = lake.lakehouse();
    shop = new SmallShop(lake);
    shop.orders(1, "2025-03-01", "2025-03-02");
    shop.define("buyers", 1, "orders_lifetime >= 3");
    shop.define("calm", 1, "not member('buyers')");
    shop.keepFeatures("2025-03-03");
    new Definitions(lakehouse)
        .write(CompiledSegments.of(SegmentCatalogue.load(shop.definitions()).orThrow()));
    shop.define("buyers", 2, "orders_lifetime >= 1");
    shop.remove("calm");
  }

  @Test
  void explainsADateByTheRulesOfThen() {
    EvaluatedDefinitions then = then();

    assertThat(explained(then, "buyers"))
        .isEqualTo(
            """
            buyers v1: no
              no      orders_lifetime is 2   needs >= 3
              nearest miss
                1 short: orders_lifetime is 2, needs >= 3
            """);
    assertThat(explained(then, "calm"))
        .startsWith(
            """
            calm v1: yes
              yes     not
              no        member of buyers
              no          orders_lifetime is 2   needs >= 3
            """);
  }

  @Test
  void readsRulesFromTheirWordsWhereAnOlderLakehouseHasNoMore() {
    forgetSources("rule");

    assertThat(explained(then(), "buyers")).startsWith("buyers v1: no\n");
  }

  @Test
  void leavesOutWhatItCannotReadAsTheRuleThatItWasAndWhatBuildsOnIt() {
    forgetSources("replace(rule, '>= 3', '>= 4')");
    assertThat(then().catalogue().segments()).isEmpty();

    forgetSources("replace(rule, '>= 4', '>= 3; teas = count order_lines')");
    assertThat(then().catalogue().segments()).isEmpty();
    assertThat(then().rules())
        .containsEntry("buyers", "orders_lifetime >= 3; teas = count order_lines");
  }

  private void forgetSources(String rule) {
    lakehouse.replace(
        SegmentTables.DEFINITIONS,
        lakehouse
            .read(SegmentTables.DEFINITIONS)
            .localCheckpoint()
            .withColumn("rule", expr(rule))
            .withColumn("source", lit(null).cast("string")));
  }

  private EvaluatedDefinitions then() {
    return EvaluatedDefinitions.of(lakehouse, EVALUATED, SegmentCatalogue.load(shop.definitions()));
  }

  private String explained(EvaluatedDefinitions then, String id) {
    CompiledSegments compiled = CompiledSegments.of(then.catalogue().with(Set.of(id)));
    List<Explanation> explanations =
        new CustomerSegments(shop.history(), EVALUATED, OptionalLong.empty())
            .explain(1, compiled)
            .orElseThrow();
    return explanations.get(explanations.size() - 1).text();
  }
}
