package io.segmentlake.jobs.benchmark;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The product as users run it: each command is a process of its own, started by the launcher, so
 * that its seconds include the start of its JVM.
 */
final class Product {
  private static final int KEY_BYTES = 32;

  private final Path launcher;
  private final Processes processes;
  private final String shopKey;

  Product(Path launcher, Processes processes) {
    this.launcher = launcher;
    this.processes = processes;
    byte[] secret = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(secret);
    this.shopKey = HexFormat.of().formatHex(secret);
  }

  /** Brings the launcher into the state in which it is after a user's first command. */
  void prepare() {
    processes.run(
        "preparing the launcher",
        List.of(launcher.toString(), "--version"),
        Map.of("SEGMENTLAKE_ARCHIVE", "now"));
  }

  /** Runs a command and waits for it. */
  Processes.Finished run(String step, List<String> arguments) {
    return run(step, arguments, "");
  }

  /** The same, with an eye on what Spark does in it. */
  Observed observed(String step, List<String> arguments, Path notes) {
    String flags =
        "-Dspark.extraListeners=%s -D%s=%s"
            .formatted(RunObserver.class.getName(), RunObserver.FILE, notes);
    Processes.Finished finished = run(step, arguments, flags);
    return new Observed(finished, RunNotes.read(notes));
  }

  /** A command that ended well, and what Spark did in it. */
  record Observed(Processes.Finished finished, RunNotes notes) {}

  private Processes.Finished run(String step, List<String> arguments, String flags) {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(arguments);
    return processes.run(
        step,
        command,
        Map.of(
            "SEGMENTLAKE_SHOP_KEY", shopKey,
            "SEGMENTLAKE_ARCHIVE", "no",
            "SEGMENTLAKE_JAVA_FLAGS", flags));
  }
}
