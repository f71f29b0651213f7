package io.segmentlake.jobs;

import io.segmentlake.jobs.commands.RunOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Tells the user in words what failed; the stack trace goes to the run's log alone. */
final class FailureReport implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult arguments) {
    Failure failure = Failure.of(e);
    command.getErr().println("segmentlake: " + failure.message());
    if (!failure.isExpected()) {
      // Made here and not in a constant: by now the command has said where the log is.
      Logger log = LoggerFactory.getLogger(FailureReport.class);
      log.error("{}\n{}", failure.message(), RedactedTrace.of(e));
      String file = System.getProperty(RunLog.PROPERTY);
      if (file != null) {
        command.getErr().println("The stack trace is in " + file + "; --debug prints it.");
      }
    }
    if (isDebug(command.getCommandSpec())) {
      e.printStackTrace(command.getErr());
    }
    return failure.exitCode();
  }

  private static boolean isDebug(CommandSpec command) {
    return command.mixins().values().stream()
        .map(CommandSpec::userObject)
        .anyMatch(o -> o instanceof RunOptions options && options.isDebug());
  }
}
