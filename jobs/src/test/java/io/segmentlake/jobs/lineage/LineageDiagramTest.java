package io.segmentlake.jobs.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.jobs.FakeJob;
import io.segmentlake.jobs.Schedule;
import io.segmentlake.jobs.lineage.LineageDiagram.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineageDiagramTest {
  @Test
  void putsEachJobBehindThoseItFollows() {
    LineageDiagram diagram =
        LineageDiagram.of(
            new Lineage(
                List.of(
                    FakeJob.named("ingest").writing("bronze.orders", "bronze.stock"),
                    FakeJob.named("silver").reading("bronze.orders").writing("silver.orders"),
                    FakeJob.named("stock").reading("bronze.stock").writing("silver.stock"),
                    FakeJob.named("train").reading("silver.orders").writing("models.registry"),
                    FakeJob.named("segments")
                        .reading("silver.orders", "silver.stock", "models.registry")
                        .writing("segments.members"))));

    assertThat(diagram.boxes())
        .containsExactly(
            new Box(0, 26, "ingest", "2 tables", made("ingest", "bronze.orders, bronze.stock", "")),
            new Box(170, 0, "silver", "orders", made("silver", "silver.orders", "bronze.orders")),
            new Box(170, 52, "stock", "stock", made("stock", "silver.stock", "bronze.stock")),
            new Box(340, 0, "train", "registry", made("train", "models.registry", "silver.orders")),
            new Box(
                510,
                26,
                "segments",
                "members",
                made(
                    "segments",
                    "segments.members",
                    "models.registry, silver.orders, silver.stock")));
    // Segments read silver.orders, too, which the line by way of train implies; the line from stock
    // has a place of its own below train.
    assertThat(diagram.lines())
        .containsExactly(
            "M138,46.0 C154,46.0 154,20.0 170,20.0",
            "M138,46.0 C154,46.0 154,72.0 170,72.0",
            "M308,20.0 C324,20.0 324,20.0 340,20.0",
            "M308,72.0 C324,72.0 324,72.0 340,72.0 H478 C494,72.0 494,46.0 510,46.0",
            "M478,20.0 C494,20.0 494,46.0 510,46.0");
    assertThat(List.of(diagram.width(), diagram.height())).containsExactly(650, 94);
  }

  @Test
  void drawsAllJobsApart() {
    Lineage lineage = new Lineage(Schedule.all().ordered());
    LineageDiagram diagram = LineageDiagram.of(lineage);

    assertThat(diagram.boxes())
        .extracting(Box::job)
        .containsExactlyElementsOf(lineage.steps().stream().map(Lineage.Step::job).toList());
    for (Box box : diagram.boxes()) {
      assertThat(diagram.boxes())
          .filteredOn(other -> other != box && other.x() == box.x())
          .allMatch(other -> Math.abs(other.y() - box.y()) >= box.height());
      assertThat(box.x() + box.width()).isLessThanOrEqualTo(diagram.width());
      assertThat(box.y() + box.height()).isLessThanOrEqualTo(diagram.height());
    }
  }

  private static String made(String job, String tables, String from) {
    return "%s makes %s from %s".formatted(job, tables, from.isEmpty() ? "raw files" : from);
  }
}
