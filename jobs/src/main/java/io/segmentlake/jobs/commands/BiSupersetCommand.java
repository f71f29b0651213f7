package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.Settings;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.bi.BiServer;
import io.segmentlake.jobs.bi.RunningServer;
import io.segmentlake.jobs.bi.ServerJars;
import io.segmentlake.jobs.installation.LocalServer;
import io.segmentlake.jobs.installation.Port;
import io.segmentlake.jobs.sql.ReadSession;
import io.segmentlake.jobs.superset.LocalSuperset;
import io.segmentlake.jobs.superset.SupersetInstallation;
import io.segmentlake.models.shops.Shop;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bi superset}: Superset with a dashboard on the lakehouse. */
@Command(
    name = "superset",
    mixinStandardHelpOptions = true,
    description = {
      "Start Superset with a dashboard of customers and segments, for this machine alone; install it"
          + " first where it is not there.",
      "It asks the server of 'bi serve', or one of its own where that does not run. Ctrl-C ends both;"
          + " with --background, 'segmentlake bi superset stop' does."
    },
    subcommands = {BiSupersetStopCommand.class, CommandLine.HelpCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake bi superset                                    prints the address and a login",
      "  segmentlake bi superset --background --shop online-retail --port 8089"
    })
public final class BiSupersetCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8088",
      description = "Port of Superset (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--server",
      paramLabel = "DIR",
      defaultValue = "bi",
      description = "Folder of the server of 'bi serve' (default: ./${DEFAULT-VALUE}).")
  private Path server;

  @Mixin private LocalServerOptions local;

  @Mixin private SupersetOptions superset;

  @Mixin private RunOptions options;

  private volatile Optional<BiServer> own = Optional.empty();

  @Override
  public Integer call() {
    Port.check(port);
    Settings settings = options.settings(Instant.now());
    options.log(settings);
    if (settings.localLakehouse().isEmpty()) {
      throw new UsageException(
          "Cannot show %s in Superset: the server reads a lakehouse on this machine's disk."
              .formatted(settings.lakehouse()));
    }
    ReadSession.refuseWithoutLakehouse(settings.lakehouse(), Map.of());
    Shop shop = Shop.load(settings.configuration(), settings.shop());
    LocalSuperset dashboard = new LocalSuperset(superset.home(), port);
    dashboard.refuseTwice();
    SupersetInstallation installation =
        new SupersetInstallation(LocalServerOptions.checkout(), local.cache());
    installation.make(superset.home().resolve("logs"), System.out);
    return local.run(
        () -> tell(dashboard.start(installation, server(settings), shop, System.out), settings),
        dashboard::join,
        () -> {
          dashboard.stop();
          own.ifPresent(BiServer::stop);
        },
        "Superset");
  }

  /** That of {@code bi serve}, else one that ends with Superset. */
  private RunningServer server(Settings settings) {
    Path home = server.toAbsolutePath().normalize();
    Optional<RunningServer> running = RunningServer.in(home);
    if (running.isPresent()) {
      if (!running.get().lakehouse().equals(settings.lakehouse())) {
        throw new UsageException(
            "Cannot use the server in %s: it serves %s, not %s. Give another --server."
                .formatted(home, running.get().lakehouse(), settings.lakehouse()));
      }
      return running.get();
    }
    ServerJars jars = new ServerJars(LocalServerOptions.checkout(), local.cache());
    jars.make(superset.home().resolve("logs"), System.out);
    int free = Port.free(LocalServer.HOST);
    // What an interrupted start left would go on asking tables that may not be there any more.
    BiServer.stop(superset.serverHome());
    BiServer started = new BiServer(superset.serverHome(), free);
    own = Optional.of(started);
    started.start(settings.lakehouse(), jars, System.out);
    return RunningServer.in(superset.serverHome())
        .orElseThrow(() -> new IllegalStateException("Cannot go on: the server has ended"));
  }

  private static void tell(LocalSuperset.Address address, Settings settings) {
    System.out.printf(
        "Superset is up: %s%n  login      %s / %s (kept in %s)%n  lakehouse  %s%n",
        address.url(), address.user(), address.password(), address.file(), settings.lakehouse());
  }
}
