package io.segmentlake.jobs.jupyter;

import io.segmentlake.jobs.installation.Secrets;
import io.segmentlake.jobs.installation.ThisJvm;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a kernel needs to start a JVM like this one: the same Java, flags and jars, so that a
 * notebook reads and writes as all jobs do.
 *
 * @param home folder for what Jupyter and the kernels keep
 * @param checkout that has {@code notebooks}
 * @param options of the lakehouse, as on the command line
 */
public record Kernels(Path home, Path checkout, List<String> options) {
  private static final String OPTIONS = "SEGMENTLAKE_NOTEBOOK_OPTIONS";
  private static final String FLAGS = "jvm.flags";

  public Kernels {
    options = List.copyOf(options);
  }

  /** The options that a kernel was started with; none outside of one. */
  public static List<String> options(Map<String, String> environment) {
    return environment.getOrDefault(OPTIONS, "").lines().toList();
  }

  /** The folder of the notebooks, from which they import. */
  Path notebooks() {
    return checkout.resolve("notebooks");
  }

  /**
   * Makes the folders that kernels write to, writes the flags to a file, and says where all is.
   *
   * @param python of the kernels, and of Spark's workers
   */
  Map<String, String> environment(Path python) {
    Path logs = home.resolve("logs");
    Secrets.makeFolder(home);
    Secrets.makeFolder(logs);
    Path flags = home.resolve(FLAGS);
    Secrets.write(flags, quoted(ThisJvm.flagsForLong()));
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put(OPTIONS, String.join("\n", options));
    environment.put("SEGMENTLAKE_NOTEBOOK_JAVA", ThisJvm.program().toString());
    environment.put("SEGMENTLAKE_NOTEBOOK_FLAGS", flags.toString());
    environment.put("SEGMENTLAKE_NOTEBOOK_JARS", ThisJvm.classPath());
    environment.put("SEGMENTLAKE_NOTEBOOK_LOGS", logs.toString());
    environment.put("PYSPARK_PYTHON", python.toString());
    environment.put("PYTHONPATH", notebooks().toString());
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    // The Java kernel takes the first java of the path, and reads flags from a file as java does.
    environment.put("PATH", ThisJvm.home().resolve("bin") + File.pathSeparator + path());
    environment.put("JJAVA_JVM_OPTS", "@" + flags);
    environment.put("JJAVA_CLASSPATH", ThisJvm.classPath());
    // A user's own Jupyter is left alone, and does not change this one.
    for (String kept : List.of("CONFIG", "DATA", "RUNTIME")) {
      environment.put("JUPYTER_" + kept + "_DIR", folder(kept));
    }
    environment.put("JUPYTERLAB_WORKSPACES_DIR", folder("workspaces"));
    environment.put("JUPYTERLAB_SETTINGS_DIR", folder("settings"));
    environment.put("IPYTHONDIR", folder("ipython"));
    environment.put("MPLCONFIGDIR", folder("matplotlib"));
    return environment;
  }

  private String folder(String name) {
    return home.resolve(name.toLowerCase(Locale.ROOT)).toString();
  }

  private static String path() {
    return System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
  }

  /** As the program java reads its arguments from a file. */
  private static String quoted(List<String> flags) {
    return flags.stream()
        .map(flag -> "\"" + flag.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n")
        .collect(Collectors.joining());
  }
}
