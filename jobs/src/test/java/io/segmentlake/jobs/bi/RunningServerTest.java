package io.segmentlake.jobs.bi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningServerTest {
  @TempDir private Path home;

  private final ProcessHandle alive = ProcessHandle.current();

  @Test
  void isFoundWhileItsProcessLives() throws IOException {
    RunningServer server = new RunningServer("/a lakehouse", 10_000, home.resolve("login.json"));
    server.note(home);
    assertThat(RunningServer.in(home)).as("without a process").isEmpty();

    noteProcess(alive.info().startInstant().orElseThrow().toEpochMilli());
    assertThat(RunningServer.in(home)).contains(server);

    noteProcess(1);
    assertThat(RunningServer.in(home)).as("another process has its number now").isEmpty();
  }

  @Test
  void aProcessAloneIsNoServerYet() throws IOException {
    noteProcess(alive.info().startInstant().orElseThrow().toEpochMilli());

    assertThat(RunningServer.in(home)).isEmpty();
  }

  private void noteProcess(long startedAt) throws IOException {
    Files.writeString(
        home.resolve("processes"), "thrift-server " + alive.pid() + " " + startedAt + "\n");
  }
}
