package io.segmentlake.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.models.segments.SegmentCatalogue;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MadeUpSegmentsTest {
  @TempDir private Path folder;

  @Test
  void measuresAsMuchAsItSays() {
    CompiledSegments compiled = compiled(MadeUpSegments.of(200, 120));

    assertThat(compiled.segments()).hasSize(200);
    assertThat(compiled.measures()).hasSize(120);
  }

  @Test
  void sharesMeasuresAmongManySegments() {
    CompiledSegments compiled = compiled(MadeUpSegments.of(200, 20));

    assertThat(compiled.segments()).hasSize(200);
    assertThat(compiled.measures()).hasSize(20);
  }

  @Test
  void measuresOverTheSameStreamsWithFewAndWithMany() {
    assertThat(compiled(MadeUpSegments.of(20, 20)).streams())
        .isEqualTo(compiled(MadeUpSegments.of(200, 120)).streams());
  }

  @Test
  void writesADefinitionAndTheSameInSql() {
    MadeUpSegments segments = MadeUpSegments.of(6, 6);

    assertThat(segments.definition(5))
        .contains(
            "  m6: {sum: order_lines, of: line_amount, where: \"product.category = 'coffee'\","
                + " window: 30 days}")
        .contains("when: m6 < 100 and email_delivered_90d >= 1");
    assertThat(segments.script())
        .contains(
            "sum(line_amount) filter (where event_on > getvariable('as_of') - 30 and is_sale and"
                + " category = 'coffee')) as m6")
        .contains("  coalesce(m6, 0) as m6")
        .contains("  m6 < 100 and email_delivered_90d >= 1 as made_up_006");
  }

  @Test
  void refusesMoreDifferentMeasuresThanThereAre() {
    assertThatThrownBy(() -> MadeUpSegments.of(300, 241))
        .hasMessage("Cannot make up measures: 241 are wanted. There are 240 different ones.");
  }

  private CompiledSegments compiled(MadeUpSegments segments) {
    Path definitions = folder.resolve(segments.segments() + "-" + segments.measures().size());
    segments.writeDefinitions(definitions);
    return CompiledSegments.of(SegmentCatalogue.load(definitions).orThrow());
  }
}
