package io.segmentlake.jobs.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Processes that run on this machine. They are noted in a file, so that another start of this
 * program can end them; each leads a session of its own, so that Ctrl-C reaches them only through
 * us.
 */
public final class LocalProcesses {
  private static final String FILE = "processes";
  private static final String IN_A_SESSION =
      "import os, sys; os.setsid(); os.execv(sys.argv[1], sys.argv[1:])";
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Path home;

  public LocalProcesses(Path home) {
    this.home = home;
  }

  /** A process that was started, which may have ended. */
  public record Noted(String name, ProcessHandle handle) {}

  public void start(
      String name, Path python, List<String> command, Map<String, String> environment) {
    List<String> words = new ArrayList<>(List.of(python.toString(), "-c", IN_A_SESSION));
    words.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(log(name).toFile());
    // What is set for another Airflow is not meant for this one.
    builder.environment().keySet().removeIf(key -> key.startsWith("AIRFLOW"));
    builder.environment().putAll(environment);
    try {
      Files.createDirectories(log(name).getParent());
      note(name, builder.start().toHandle());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + name, e);
    }
  }

  public Path log(String name) {
    return home.resolve("logs").resolve(name + ".log");
  }

  /** Those noted that still are the processes that were started. */
  public List<Noted> alive() {
    Path file = home.resolve(FILE);
    if (!Files.exists(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(LocalProcesses::parsed).flatMap(Optional::stream).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** Whether somebody ended them, or is about to. */
  public boolean isForgotten() {
    return !Files.exists(home.resolve(FILE));
  }

  /**
   * Ends them and all they started: asks first, and after some seconds does not ask.
   *
   * @return how many of those noted there were
   */
  public int stop() {
    List<Noted> noted = alive();
    forget();
    Set<ProcessHandle> all = new LinkedHashSet<>();
    noted.forEach(n -> all.add(n.handle()));
    noted.forEach(n -> n.handle().descendants().forEach(all::add));
    noted.forEach(n -> n.handle().destroy());
    awaitEnd(all);
    all.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    // Not over at once where the machine is busy; who starts another needs the port.
    awaitEnd(all);
    return noted.size();
  }

  private static void awaitEnd(Set<ProcessHandle> all) {
    Instant end = Instant.now().plus(GRACE);
    while (all.stream().anyMatch(ProcessHandle::isAlive) && Instant.now().isBefore(end)) {
      Pause.of(LOOK);
    }
  }

  private void forget() {
    try {
      Files.deleteIfExists(home.resolve(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + home.resolve(FILE), e);
    }
  }

  /** With its start, since the system gives numbers of ended processes to others. */
  private void note(String name, ProcessHandle handle) throws IOException {
    Path file = home.resolve(FILE);
    List<String> lines =
        Files.exists(file) ? new ArrayList<>(Files.readAllLines(file)) : new ArrayList<>();
    lines.add(name + " " + handle.pid() + " " + startOf(handle));
    Files.write(file, lines);
  }

  private static Optional<Noted> parsed(String line) {
    String[] words = line.split(" ");
    return ProcessHandle.of(Long.parseLong(words[1]))
        .filter(ProcessHandle::isAlive)
        .filter(handle -> startOf(handle) == Long.parseLong(words[2]))
        .map(handle -> new Noted(words[0], handle));
  }

  private static long startOf(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
