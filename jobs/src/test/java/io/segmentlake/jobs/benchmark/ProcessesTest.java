package io.segmentlake.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @Test
  void keepsWhatAProgramPrintsAndTellsHowLongItTook() {
    Processes.Finished finished =
        processes().run("one new day", List.of("sh", "-c", "echo $GIVEN"), Map.of("GIVEN", "x"));

    assertThat(finished.printed()).isEqualTo("x\n");
    assertThat(progress.toString(StandardCharsets.UTF_8)).matches("one new day … \\d+\\.\\d s\\n");
  }

  @Test
  void stopsWhereAProgramFails() {
    assertThatThrownBy(
            () -> processes().run("one new day", List.of("sh", "-c", "exit 3"), Map.of()))
        .hasMessageStartingWith("Cannot go on after 'one new day': it ended with exit code 3.")
        .hasMessageEndingWith("01-one-new-day.log.");
    assertThat(progress.toString(StandardCharsets.UTF_8)).contains("failed after");
  }

  private Processes processes() {
    return new Processes(
        folder.resolve("logs"), new PrintStream(progress, true, StandardCharsets.UTF_8));
  }
}
