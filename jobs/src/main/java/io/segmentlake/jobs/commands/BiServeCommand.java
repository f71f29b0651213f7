package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.Settings;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.bi.BiServer;
import io.segmentlake.jobs.bi.ServerJars;
import io.segmentlake.jobs.installation.Port;
import io.segmentlake.jobs.sql.ReadSession;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bi serve}: Spark's Thrift Server over the lakehouse. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Start Spark's Thrift Server over the lakehouse, for this machine alone; fetch it first where"
          + " it is not there.",
      "Its users can read the open tables and do nothing else. Ctrl-C ends it; with --background,"
          + " 'segmentlake bi stop' does."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake bi serve                                          the generated shop",
      "  segmentlake bi serve --background --shop online-retail --port 10001"
    })
public final class BiServeCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Port of the server (default: ${DEFAULT-VALUE}).")
  private int port;

  @Mixin private LocalServerOptions local;

  @Mixin private BiOptions bi;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    Port.check(port);
    Settings settings = options.settings(Instant.now());
    options.log(settings);
    if (settings.localLakehouse().isEmpty()) {
      throw new UsageException(
          "Cannot serve %s: the server reads a lakehouse on this machine's disk. 'segmentlake sql' reads others."
              .formatted(settings.lakehouse()));
    }
    ReadSession.refuseWithoutLakehouse(settings.lakehouse(), Map.of());
    ServerJars jars = new ServerJars(LocalServerOptions.checkout(), local.cache());
    jars.make(bi.home().resolve("logs"), System.out);
    BiServer server = new BiServer(bi.home(), port);
    return local.run(
        () -> tell(server.start(settings.lakehouse(), jars, System.out), settings),
        server::join,
        server::stop,
        "The server");
  }

  private static void tell(BiServer.Address address, Settings settings) {
    System.out.printf(
        "The server is up: %s%n  login      %s / %s (kept in %s)%n  lakehouse  %s%n",
        address.url(), address.user(), address.password(), address.file(), settings.lakehouse());
  }
}
