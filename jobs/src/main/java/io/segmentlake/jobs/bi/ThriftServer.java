package io.segmentlake.jobs.bi;

import io.segmentlake.jobs.installation.LocalServer;
import io.segmentlake.jobs.sql.ReadSession;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * The process of the server: a session that reads only, and Spark's Thrift Server on it. Started by
 * {@link BiServer} with the server's jars on the class path.
 */
public final class ThriftServer {
  /** Not on Maven Central, so that nothing can be compiled against it. */
  private static final String SERVER = "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2$";

  private ThriftServer() {}

  /**
   * Runs until it is ended.
   *
   * @param arguments root of the lakehouse, port, folder of the server
   */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    Path home = Path.of(arguments[2]);
    PasswordCheck.expect(BiLogin.in(home));
    // Read for each connection from a configuration of its own, which knows no session.
    System.setProperty("hive.server2.custom.authentication.class", PasswordCheck.class.getName());
    System.setProperty("derby.stream.error.file", home.resolve("logs/derby.log").toString());
    SparkSession spark =
        ReadSession.open(
            arguments[0], true, Map.of(), settings(Integer.parseInt(arguments[1]), home));
    Class<?> server = Class.forName(SERVER);
    server
        .getMethod("startWithSparkSession", SparkSession.class, boolean.class)
        .invoke(server.getField("MODULE$").get(null), spark, true);
  }

  private static Map<String, String> settings(int port, Path home) {
    Map<String, String> settings = new LinkedHashMap<>();
    hive(settings, "hive.server2.thrift.bind.host", LocalServer.HOST);
    hive(settings, "hive.server2.thrift.port", String.valueOf(port));
    hive(settings, "hive.server2.transport.mode", "binary");
    hive(settings, "hive.server2.authentication", "CUSTOM");
    hive(settings, "hive.server2.enable.doAs", "false");
    // Statements can name persons; nobody needs them in files.
    hive(settings, "hive.server2.logging.operation.enabled", "false");
    hive(settings, "hive.exec.scratchdir", home.resolve("scratch").toString());
    hive(settings, "hive.exec.local.scratchdir", home.resolve("scratch").toString());
    hive(settings, "hive.downloaded.resources.dir", home.resolve("scratch").toString());
    // Rows go to the tool as they are computed; a result need not fit into memory.
    settings.put("spark.sql.thriftServer.incrementalCollect", "true");
    // Tools share the cores: a short question does not wait for a long one.
    settings.put("spark.scheduler.mode", "FAIR");
    return settings;
  }

  private static void hive(Map<String, String> settings, String key, String value) {
    settings.put("spark.hadoop." + key, value);
  }
}
