package io.segmentlake.jobs.doctor;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.Schedule;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.ops.Runs;
import io.segmentlake.pipelines.ops.TableFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Which tables are there, at which version, and whether their files are those their runs left. */
public final class LakehouseChecks {
  private LakehouseChecks() {}

  /** Starts Spark only where there is a lakehouse to look at. */
  public static List<Finding> of(RunContext context) {
    Optional<Path> local = context.settings().localLakehouse();
    if (local.isPresent() && !Files.isDirectory(local.get().resolve("bronze"))) {
      return List.of(
          Finding.warn("lakehouse", "no tables yet in " + local.get() + "; run demo or run daily"));
    }
    Lakehouse lakehouse = context.lakehouse();
    List<Finding> findings = new ArrayList<>(versions(lakehouse));
    findings.addAll(files(lakehouse));
    return findings;
  }

  private static List<Finding> versions(Lakehouse lakehouse) {
    Map<String, List<String>> bySchema = new LinkedHashMap<>();
    for (Table table : tables().values()) {
      long version = lakehouse.version(table);
      if (version >= 0) {
        bySchema
            .computeIfAbsent(table.schema(), s -> new ArrayList<>())
            .add(table.name() + " v" + version);
      }
    }
    return bySchema.entrySet().stream()
        .map(e -> Finding.ok(e.getKey(), String.join(", ", e.getValue())))
        .toList();
  }

  private static List<Finding> files(Lakehouse lakehouse) {
    Map<String, Row> latest = new Runs(lakehouse).latest();
    if (latest.isEmpty()) {
      return List.of(Finding.warn("manifest", "no run has ended yet"));
    }
    List<Finding> findings = new ArrayList<>();
    int same = 0;
    for (Row run : latest.values()) {
      for (Row written : run.<Row>getList(run.fieldIndex("tables"))) {
        Table table = tables().get(written.getString(0));
        if (table == null) {
          continue;
        }
        if (written.<String>getAs("files_hash").equals(TableFiles.hash(lakehouse, table))) {
          same++;
        } else {
          findings.add(
              Finding.fail(
                  "manifest",
                  table
                      + " has other files than its last run left: damaged, or a run was killed;"
                      + " the next run does it again"));
        }
      }
    }
    findings.add(0, Finding.ok("manifest", same + " tables have the files their last run left"));
    return findings;
  }

  private static Map<String, Table> tables() {
    Map<String, Table> tables = new LinkedHashMap<>();
    for (Schedule schedule : Schedule.values()) {
      for (Job job : schedule.jobs().ordered()) {
        job.writes().forEach(table -> tables.put(table.fullName(), table));
      }
    }
    tables.put(Runs.TABLE.fullName(), Runs.TABLE);
    return tables;
  }
}
