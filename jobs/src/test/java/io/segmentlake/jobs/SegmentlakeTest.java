package io.segmentlake.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SegmentlakeTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine command =
      Segmentlake.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @Test
  void showsAnExampleWithEachCommand() {
    command.getSubcommands().values().stream()
        .filter(c -> !c.getCommandSpec().usageMessage().hidden())
        .filter(c -> !c.getCommandName().equals("help"))
        .forEach(
            c ->
                assertThat(c.getUsageMessage(CommandLine.Help.Ansi.OFF))
                    .as(c.getCommandName())
                    .contains("Examples:")
                    .contains("  segmentlake " + c.getCommandName()));
  }

  @Test
  void printsHelpWhereNothingIsAskedFor() {
    assertThat(command.execute()).isZero();
    assertThat(out.toString()).contains("Usage: segmentlake", "doctor");
  }

  @Test
  void suggestsTheCommandThatWasMeant() {
    assertThat(command.execute("docter")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("segmentlake: Unknown command 'docter' (did you mean 'doctor'?).")
        .contains("See: segmentlake --help");
  }

  @Test
  void suggestsTheOptionThatWasMeant() {
    assertThat(command.execute("run", "daily", "--lakehuose", "x")).isEqualTo(2);
    assertThat(err.toString())
        .contains("Unknown option '--lakehuose' (did you mean '--lakehouse'?)");
  }

  @Test
  void saysHowADateIsWritten() {
    assertThat(command.execute("run", "daily", "--as-of", "9.12.2011")).isEqualTo(2);
    assertThat(err.toString())
        .contains("'9.12.2011' is no date. A date is written year-month-day, such as 2011-12-09.");
  }

  @Test
  void refusesAJobThatDoesNotExist() {
    assertThat(command.execute("job", "nonsense")).isEqualTo(2);
    assertThat(err.toString()).contains("Unknown job 'nonsense'");
  }
}
