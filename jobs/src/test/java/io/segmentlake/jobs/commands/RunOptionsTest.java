package io.segmentlake.jobs.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.jobs.Settings;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RunOptionsTest {
  private static final Instant NOW = Instant.parse("2026-07-01T04:00:00Z");

  @Test
  void anotherProcessGetsTheSameSettings() {
    RunOptions given =
        options(
            "--conf",
            Path.of("../conf").toAbsolutePath().toString(),
            "--shop",
            "online-retail",
            "--lakehouse",
            "some/where",
            "--as-of",
            "2011-12-09");
    Settings settings = given.settings(NOW);

    RunOptions again = options(given.arguments(settings).toArray(String[]::new));

    assertThat(again.settings(NOW)).isEqualTo(settings);
    assertThat(again.arguments(settings)).isEqualTo(given.arguments(settings));
  }

  @Test
  void whatWasLeftOpenStaysOpen() {
    RunOptions given = options("--conf", "../conf");

    assertThat(given.arguments(given.settings(NOW))).doesNotContain("--as-of", "--env");
    assertThat(given.arguments(given.settings(NOW))).contains("demo");
  }

  private static RunOptions options(String... arguments) {
    RunOptions options = new RunOptions();
    new CommandLine(options).parseArgs(arguments);
    return options;
  }
}
