package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.TextTable;
import io.segmentlake.pipelines.ops.TableHashes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tables}: rows and content hash of each table, to compare two lakehouses or two runs. */
@Command(
    name = "tables",
    mixinStandardHelpOptions = true,
    description = {
      "Show rows and content hash of each table, as valid and known now.",
      "Equal content has equal hashes, whatever the order and batches in which files came."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake tables",
      "  diff <(segmentlake tables --lakehouse a) <(segmentlake tables --lakehouse b)"
    })
public final class TablesCommand implements Callable<Integer> {
  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    try (RunContext context = options.context(System.out)) {
      TextTable table = new TextTable("table", "rows", "content hash");
      TableHashes.of(context.lakehouse())
          .forEach(
              (name, content) -> table.row(name, content.rows(), content.hash().toPlainString()));
      System.out.print(table);
      return ExitCode.DONE;
    }
  }
}
