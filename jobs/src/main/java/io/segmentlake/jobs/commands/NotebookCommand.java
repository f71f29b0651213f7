package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.Settings;
import io.segmentlake.jobs.installation.Port;
import io.segmentlake.jobs.jupyter.JupyterInstallation;
import io.segmentlake.jobs.jupyter.JupyterServer;
import io.segmentlake.jobs.jupyter.Kernels;
import io.segmentlake.jobs.jupyter.NotebookRun;
import io.segmentlake.jobs.sql.ReadSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code notebook}: Jupyter on the lakehouse. */
@Command(
    name = "notebook",
    mixinStandardHelpOptions = true,
    description = {
      "Start JupyterLab on the lakehouse, for this machine alone, in the folder notebooks of the"
          + " checkout; install it first where it is not there.",
      "Notebooks read the open tables, and can register models that then wait for 'models promote'."
          + " Ctrl-C ends it; with --background, 'segmentlake notebook stop' does."
    },
    subcommands = {NotebookStopCommand.class, CommandLine.HelpCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake notebook                                  prints the address",
      "  segmentlake notebook --run                            all of them, without a browser",
      "  segmentlake notebook --run --only 01-explore --out results --shop online-retail"
    })
public final class NotebookCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8888",
      description = "Port of Jupyter (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--run",
      description = "Run notebooks from the first cell to the last; exit code 1 where one fails.")
  private boolean isRun;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "Notebooks to run, without .py or .java (default: all).")
  private List<String> only = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for what comes of --run (default: a new one for temporary files).")
  private Path out;

  @Mixin private LocalServerOptions local;

  @Mixin private NotebookOptions jupyter;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    Port.check(port);
    Settings settings = options.settings(Instant.now());
    options.log(settings);
    ReadSession.refuseWithoutLakehouse(settings.lakehouse(), options.spark());
    Path checkout = LocalServerOptions.checkout();
    JupyterInstallation installation = new JupyterInstallation(checkout, local.cache());
    installation.make(jupyter.home().resolve("logs"), System.out);
    Kernels kernels = new Kernels(jupyter.home(), checkout, options.arguments(settings));
    if (isRun) {
      boolean areWell = new NotebookRun(kernels).of(only, results(), installation);
      return areWell ? ExitCode.DONE : ExitCode.FAILED;
    }
    JupyterServer server = new JupyterServer(kernels, port);
    return local.run(
        () ->
            System.out.printf(
                "Jupyter is up: %s%n  lakehouse  %s%n",
                server.start(installation, System.out), settings.lakehouse()),
        server::join,
        server::stop,
        "Jupyter");
  }

  private Path results() {
    try {
      return out != null
          ? out.toAbsolutePath().normalize()
          : Files.createTempDirectory("segmentlake-notebooks-");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a folder for the results", e);
    }
  }
}
