package io.segmentlake.pipelines.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.sources.CsvShape;
import io.segmentlake.models.sources.Feed;
import io.segmentlake.models.sources.KnownAt;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeedPlanTest {
  private static final Feed FEED =
      new Feed(
          "shop",
          "shop",
          "orders",
          "*.csv",
          Feed.Format.CSV,
          CsvShape.DEFAULT,
          ZoneId.of("UTC"),
          new KnownAt.Assumed(Duration.ZERO),
          List.of(),
          Feed.IdenticalLines.KEEP,
          Feed.Overlap.POSSIBLE,
          "orders",
          Optional.empty(),
          List.of());

  private final List<String> hashed = new ArrayList<>();

  @Test
  void readsNewFilesAndDoesNotLookIntoKnownOnes() {
    FeedPlan plan =
        plan(
            Map.of("b.csv", "B"),
            List.of(file("a.csv", 1), file("b.csv", 2)),
            live("a.csv", "A", 1));

    assertThat(arrivals(plan)).containsExactly("b.csv");
    assertThat(plan.replaced()).isEmpty();
    assertThat(hashed).containsExactly("b.csv");
  }

  @Test
  void skipsAFileOfWhichOnlyTheTimeIsNew() {
    FeedPlan plan = plan(Map.of("a.csv", "A"), List.of(file("a.csv", 9)), live("a.csv", "A", 1));

    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.replayed()).isZero();
  }

  @Test
  void skipsAReplayUnderAnotherName() {
    FeedPlan plan =
        plan(
            Map.of("a (copy).csv", "A"),
            List.of(file("a (copy).csv", 9), file("a.csv", 1)),
            live("a.csv", "A", 1));

    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.replayed()).isEqualTo(1);
  }

  @Test
  void replacesAFileWhoseBytesChanged() {
    FileVersion old = live("a.csv", "A", 1);
    FeedPlan plan = plan(Map.of("a.csv", "A2"), List.of(file("a.csv", 2)), old);

    assertThat(arrivals(plan)).containsExactly("a.csv");
    assertThat(plan.replaced()).containsExactly(old);
  }

  @Test
  void readsOneOfSeveralNewFilesWithTheSameBytes() {
    FeedPlan plan =
        plan(Map.of("a.csv", "A", "b.csv", "A"), List.of(file("a.csv", 1), file("b.csv", 1)));

    assertThat(arrivals(plan)).containsExactly("a.csv");
    assertThat(plan.replayed()).isEqualTo(1);
  }

  @Test
  void readsACopyOnceItsOriginalChanged() {
    FileVersion original = live("b.csv", "A", 1);
    FeedPlan plan =
        plan(
            Map.of("a.csv", "A", "b.csv", "B"),
            List.of(file("a.csv", 1), file("b.csv", 2)),
            original);

    assertThat(arrivals(plan)).containsExactly("a.csv", "b.csv");
    assertThat(plan.replaced()).containsExactly(original);
  }

  @Test
  void keepsWhatWasLoadedFromAFileThatIsGone() {
    FeedPlan plan = plan(Map.of(), List.of(), live("a.csv", "A", 1));

    assertThat(plan.isEmpty()).isTrue();
  }

  @Test
  void namesAVersionAnewWhenItsBytesComeBack() {
    FileVersion first = dead("a.csv", "A", 1);
    FileVersion second = live("a.csv", "B", 2);
    FeedPlan plan = plan(Map.of("a.csv", "A"), List.of(file("a.csv", 3)), first, second);

    assertThat(plan.arrivals()).hasSize(1);
    assertThat(plan.arrivals().get(0).fileId()).isNotEqualTo(first.fileId());
    assertThat(plan.replaced()).containsExactly(second);
  }

  private FeedPlan plan(
      Map<String, String> hashes, List<LandingFile> listed, FileVersion... known) {
    return FeedPlan.of(
        FEED,
        listed,
        List.of(known),
        files -> {
          files.forEach(file -> hashed.add(file.path()));
          return files.stream().map(file -> hashes.get(file.path())).toList();
        });
  }

  private static List<String> arrivals(FeedPlan plan) {
    return plan.arrivals().stream().map(arrival -> arrival.file().path()).toList();
  }

  private static LandingFile file(String path, long time) {
    return new LandingFile(path, "/landing/" + path, 10, Instant.ofEpochSecond(time));
  }

  private static FileVersion live(String path, String hash, long time) {
    return version(path, hash, time, true);
  }

  private static FileVersion dead(String path, String hash, long time) {
    return version(path, hash, time, false);
  }

  private static FileVersion version(String path, String hash, long time, boolean isLive) {
    long id = FileVersion.id("shop", "orders", path, hash, 0);
    Instant modified = Instant.ofEpochSecond(time);
    return new FileVersion(id, "shop", "orders", path, hash, 10, modified, isLive, 1);
  }
}
