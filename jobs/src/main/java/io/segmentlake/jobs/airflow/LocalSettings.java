package io.segmentlake.jobs.airflow;

import io.segmentlake.jobs.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a local Airflow is set up: SQLite, tasks as processes of this machine, reachable from this
 * machine alone.
 *
 * @param home Airflow's folder: database, logs, DAGs
 * @param checkout where the launcher is
 * @param port of the server
 * @param shop what the DAGs run for, and where
 */
public record LocalSettings(Path home, Path checkout, int port, Settings shop) {
  static final String HOST = "127.0.0.1";
  static final String ADMIN = "admin";
  static final String VIEWER = "viewer";

  /** Fewer and it starts no task; more and JVMs fight for memory. */
  private static final int TASKS_AT_ONCE = 2;

  String address() {
    return "http://" + HOST + ":" + port;
  }

  public Path dags() {
    return home.resolve("dags");
  }

  public Path logs() {
    return home.resolve("logs");
  }

  Path passwords() {
    return home.resolve("passwords.json");
  }

  /**
   * What Airflow's processes find in their environment.
   *
   * @param secret signs tokens; the same for all processes
   */
  Map<String, String> environment(String secret) {
    Map<String, String> e = new LinkedHashMap<>();
    e.put("AIRFLOW_HOME", home.toString());
    e.put("AIRFLOW__CORE__DAGS_FOLDER", dags().toString());
    e.put("AIRFLOW__CORE__LOAD_EXAMPLES", "False");
    e.put("AIRFLOW__CORE__EXECUTOR", "LocalExecutor");
    e.put("AIRFLOW__CORE__PARALLELISM", String.valueOf(TASKS_AT_ONCE));
    e.put("AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS", ADMIN + ":admin," + VIEWER + ":viewer");
    e.put("AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE", passwords().toString());
    e.put("AIRFLOW__CORE__EXECUTION_API_SERVER_URL", address() + "/execution/");
    e.put("AIRFLOW__API__HOST", HOST);
    e.put("AIRFLOW__API__PORT", String.valueOf(port));
    e.put("AIRFLOW__API__WORKERS", "1");
    e.put("AIRFLOW__API__BASE_URL", address());
    e.put("AIRFLOW__API__SECRET_KEY", secret);
    e.put("AIRFLOW__API_AUTH__JWT_SECRET", secret);
    e.put("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "sqlite:///" + home.resolve("airflow.db"));
    e.put("AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL", "5");
    e.put("AIRFLOW__DAG_PROCESSOR__MIN_FILE_PROCESS_INTERVAL", "5");
    e.put("AIRFLOW__USAGE_DATA_COLLECTION__ENABLED", "False");
    // The scheduler and the triggerer find what they call, for example at a deadline, beside the
    // DAGs.
    e.put("PYTHONPATH", dags().toString());
    e.put("SEGMENTLAKE_HOME", checkout.toString());
    e.put("SEGMENTLAKE_CONF", shop.configuration().toAbsolutePath().normalize().toString());
    e.put("SEGMENTLAKE_SHOP", shop.shop());
    e.put("SEGMENTLAKE_LAKEHOUSE", shop.lakehouse());
    e.put("SEGMENTLAKE_LANDING", shop.landing());
    return e;
  }
}
