package io.segmentlake.jobs.doctor;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.Schedule;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.ops.RecordedTable;
import io.segmentlake.pipelines.ops.Runs;
import io.segmentlake.pipelines.ops.TableFiles;
import io.segmentlake.pipelines.silver.WaitingForRates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    WaitingForRates.in(lakehouse)
        .forEach(w -> findings.add(Finding.warn("rates", w + " do not count: no rate is known")));
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
    Map<String, RecordedTable> recorded = new Runs(lakehouse).tables();
    if (recorded.isEmpty()) {
      return List.of(Finding.warn("manifest", "no run has ended yet"));
    }
    List<Finding> findings = new ArrayList<>();
    int sound = 0;
    for (Table table : tables().values()) {
      RecordedTable known = recorded.get(table.fullName());
      if (known == null) {
        continue;
      }
      Optional<String> damage = known.damage(lakehouse, table, TableFiles.of(lakehouse, table));
      if (damage.isPresent()) {
        findings.add(Finding.fail("manifest", table + " is damaged: " + damage.orElseThrow()));
      } else {
        sound++;
      }
    }
    findings.add(0, Finding.ok("manifest", sound + " tables have the files their runs left"));
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
