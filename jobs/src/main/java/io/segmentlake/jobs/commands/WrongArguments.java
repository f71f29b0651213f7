package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.models.configuration.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the arguments, what was probably meant, and where help is. */
public final class WrongArguments implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    command.getErr().println("segmentlake: " + message(e, command));
    command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.WRONG;
  }

  private static String message(ParameterException e, CommandLine command) {
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return e.getMessage();
    }
    String first = unmatched.getUnmatched().get(0);
    if (first.startsWith("-")) {
      return unknown("option", first, options(command));
    }
    return command.getSubcommands().isEmpty()
        ? "Cannot understand '" + first + "' after '" + command.getCommandName() + "'."
        : unknown("command", first, commands(command));
  }

  /** For example {@code Unknown job 'ingst' (did you mean 'ingest'?). Jobs are ingest, silver.} */
  static String unknown(String kind, String wrong, Collection<String> known) {
    String meant =
        Suggestions.nearest(wrong, known).map(s -> " (did you mean '" + s + "'?)").orElse("");
    String all = String.join(", ", known);
    return "Unknown " + kind + " '" + wrong + "'" + meant + ". There is " + all + ".";
  }

  private static List<String> options(CommandLine command) {
    List<String> names = new ArrayList<>();
    command.getCommandSpec().options().stream()
        .filter(o -> !o.hidden())
        .forEach(o -> names.add(o.longestName()));
    return names;
  }

  private static List<String> commands(CommandLine command) {
    return command.getSubcommands().entrySet().stream()
        .filter(e -> !e.getValue().getCommandSpec().usageMessage().hidden())
        .map(java.util.Map.Entry::getKey)
        .toList();
  }
}
