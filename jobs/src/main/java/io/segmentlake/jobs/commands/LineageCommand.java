package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.Schedule;
import io.segmentlake.jobs.lineage.Lineage;
import io.segmentlake.jobs.lineage.LineageText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lineage}: what a table is made from, and what depends on it. */
@Command(
    name = "lineage",
    mixinStandardHelpOptions = true,
    description = {
      "Show what a table is made from and what depends on it, job by job.",
      "It follows from what the jobs declare to read and write; no lakehouse is needed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake lineage                         all jobs and their tables",
      "  segmentlake lineage segments.membership     one table"
    })
public final class LineageCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "TABLE", description = "A table, such as silver.orders.")
  private String table;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Lineage lineage = new Lineage(Schedule.all().ordered());
    if (table != null && !lineage.tables().contains(table)) {
      throw new ParameterException(
          spec.commandLine(),
          WrongArguments.unknown("table", table, List.copyOf(lineage.tables())));
    }
    System.out.print(table == null ? LineageText.of(lineage) : LineageText.of(lineage, table));
    return ExitCode.DONE;
  }
}
