package io.segmentlake.jobs.bi;

import io.segmentlake.jobs.benchmark.Processes;
import io.segmentlake.jobs.installation.InstalledOnce;
import io.segmentlake.jobs.installation.Python;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The jars that Spark's Thrift Server needs besides ours, and the JDBC driver: taken out of Spark's
 * distribution on PyPI, whose archive is held against a checksum. Made once for all checkouts.
 */
public final class ServerJars {
  private static final String JARS = "jars";

  /** How the names of the jars begin; of Hive's, those that the server and its driver load. */
  private static final List<String> NAMES =
      List.of(
          "HikariCP-",
          "antlr-runtime-",
          "commons-cli-",
          "commons-dbcp-",
          "commons-lang-2",
          "commons-pool-1",
          "datanucleus-",
          "derby",
          "hive-",
          "httpclient-",
          "httpcore-",
          "javax.jdo-",
          "jdo-api-",
          "json-1",
          "jta-",
          "libfb303-",
          "libthrift-",
          "spark-hive",
          "ST4-",
          "stax-api-",
          "super-csv-",
          "transaction-api-");

  private static final String UNPACK =
      """
      import os, shutil, sys, tarfile
      archives, folder, names = sys.argv[1], sys.argv[2], tuple(sys.argv[3:])
      os.makedirs(folder, exist_ok=True)
      for archive in os.listdir(archives):
          with tarfile.open(os.path.join(archives, archive)) as files:
              for file in files:
                  name = os.path.basename(file.name)
                  if file.isfile() and name.startswith(names) and name.endswith(".jar"):
                      with files.extractfile(file) as jar, open(os.path.join(folder, name), "wb") as out:
                          shutil.copyfileobj(jar, out)
      shutil.rmtree(archives)
      """;

  private final Path requirements;
  private final InstalledOnce once;

  /**
   * The jars, there or not.
   *
   * @param checkout that has {@code jobs/bi/requirements.txt}
   * @param cache folder for installations
   */
  public ServerJars(Path checkout, Path cache) {
    this.requirements = checkout.resolve("jobs/bi/requirements.txt");
    this.once = new InstalledOnce("Spark-server", requirements, cache);
  }

  /**
   * Fetches them where they are not there: 455 MB, of which 40 are kept.
   *
   * @param logs folder for what pip says
   */
  public void make(Path logs, PrintStream progress) {
    once.make(() -> install(new Processes(logs, progress)));
  }

  /** A Python that is surely there. */
  Path python() {
    return once.folder().resolve("bin/python");
  }

  public List<Path> jars() {
    try (Stream<Path> jars = Files.list(once.folder().resolve(JARS))) {
      return jars.filter(p -> p.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the jars in " + once.folder(), e);
    }
  }

  private void install(Processes processes) {
    Path archives = once.folder().resolve("archives");
    Python.environment(processes, "Spark's server", once.folder());
    List<String> download = new ArrayList<>(List.of(python().toString(), "-m", "pip", "download"));
    download.addAll(List.of("--quiet", "--disable-pip-version-check", "--no-deps"));
    download.addAll(List.of("--no-binary", "pyspark", "--require-hashes"));
    download.addAll(List.of("--dest", archives.toString(), "--requirement"));
    download.add(requirements.toString());
    processes.run("fetching Spark's server, once; 455 MB", download, Map.of());
    List<String> unpack =
        new ArrayList<>(List.of(python().toString(), "-c", UNPACK, archives.toString()));
    unpack.add(once.folder().resolve(JARS).toString());
    unpack.addAll(NAMES);
    processes.run("taking its jars out", unpack, Map.of());
  }
}
