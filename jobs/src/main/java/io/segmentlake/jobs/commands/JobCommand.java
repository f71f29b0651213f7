package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.JobGraph;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.Runner;
import io.segmentlake.jobs.Schedule;
import io.segmentlake.jobs.TextTable;
import io.segmentlake.models.tables.Table;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code job NAME}: one job, as a scheduler calls it; without a name, what there is. */
@Command(
    name = "job",
    mixinStandardHelpOptions = true,
    subcommands = DeliverCommand.class,
    description = "Run one job, or list the jobs in the order in which they run.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake job                                     all jobs, what they read and write",
      "  segmentlake job ingest --landing exports/my-shop    one job",
      "  segmentlake job deliver --segment vip               hand a segment over as a file"
    })
public final class JobCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The job; all are listed where it is left out.")
  private String name;

  @Mixin private RunOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    JobGraph jobs = Schedule.all();
    if (name == null) {
      TextTable table = new TextTable("job", "reads", "writes");
      jobs.ordered().forEach(j -> table.row(j.name(), names(j.reads()), names(j.writes())));
      System.out.print(table);
      return ExitCode.DONE;
    }
    Job job = jobs.named(name).orElseThrow(() -> unknown(jobs));
    try (RunContext context = options.context(System.out)) {
      context.startSpark();
      new Runner(context).run(List.of(job));
      return ExitCode.DONE;
    }
  }

  private ParameterException unknown(JobGraph jobs) {
    List<String> known = jobs.ordered().stream().map(Job::name).toList();
    return new ParameterException(spec.commandLine(), WrongArguments.unknown("job", name, known));
  }

  private static String names(List<Table> tables) {
    return tables.stream().map(Table::fullName).collect(Collectors.joining(", "));
  }
}
