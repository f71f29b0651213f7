package io.segmentlake.jobs.jupyter;

import io.segmentlake.jobs.installation.LocalServer;
import io.segmentlake.jobs.installation.Secrets;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** JupyterLab on this machine, for whoever has the token. */
public final class JupyterServer {
  private static final LocalServer.Names NAMES =
      new LocalServer.Names("jupyter", "Jupyter", "segmentlake notebook stop");
  private static final int TOKEN_BYTES = 24;

  /** A click opens a text as the notebook that it is. */
  private static final String VIEWERS =
      """
      {"@jupyterlab/docmanager-extension:plugin": {"defaultViewers": {"python": "Jupytext Notebook"}}}
      """;

  private final Kernels kernels;
  private final int port;
  private final LocalServer server;

  public JupyterServer(Kernels kernels, int port) {
    this.kernels = kernels;
    this.port = port;
    this.server = new LocalServer(kernels.home(), NAMES, port);
  }

  /**
   * Starts it, and waits until it answers.
   *
   * @return its address, with the token, which is another one at each start
   * @throws io.segmentlake.jobs.UsageException where it runs already, or something else has its
   *     port
   */
  public String start(JupyterInstallation jupyter, PrintStream progress) {
    Map<String, String> environment = kernels.environment(jupyter.python());
    Path settings = kernels.home().resolve("config").resolve("labconfig");
    Secrets.makeFolder(settings);
    Secrets.write(settings.resolve("default_setting_overrides.json"), VIEWERS);
    String token = Secrets.random(TOKEN_BYTES);
    // Not on the command line, which everybody on the machine can read.
    environment.put("JUPYTER_TOKEN", token);
    server.start(
        jupyter.python(),
        List.of(
            jupyter.python().toString(),
            "-m",
            "jupyterlab",
            "--no-browser",
            "--allow-root",
            "--ServerApp.ip=" + LocalServer.HOST,
            "--ServerApp.port=" + port,
            "--ServerApp.port_retries=0",
            "--ServerApp.root_dir=" + kernels.notebooks(),
            // Copies beside the notebooks would end up in commits.
            "--FileCheckpoints.checkpoint_dir=" + kernels.home().resolve("checkpoints")),
        environment,
        progress);
    return "http://%s:%d/lab?token=%s".formatted(LocalServer.HOST, port, token);
  }

  /** Waits until it is stopped by somebody. */
  public void join() {
    server.join();
  }

  /** Ends it where it was started here. */
  public void stop() {
    server.stop();
  }
}
