package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.TextTable;
import io.segmentlake.pipelines.silver.Reconciliation;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sources reconcile}: what became of every record of the order files. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description = {
      "Count order records in bronze and silver, and show that none is lost:",
      "records = lines + duplicates + quarantined. Exit code 3 where that does not hold."
    },
    footerHeading = "%nExamples:%n",
    footer = "  segmentlake sources reconcile --shop online-retail")
public final class SourcesReconcileCommand implements Callable<Integer> {
  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    try (RunContext context = options.context(System.out)) {
      Reconciliation counts = Reconciliation.of(context.lakehouse());
      TextTable table = new TextTable("what", "number");
      table.row("records in files", counts.records());
      table.row("  loaded", counts.ok());
      table.row("  quarantined", counts.quarantined());
      table.row("  duplicates among the loaded", counts.duplicates());
      table.row("order lines", counts.lines());
      table.row("  of guests", counts.guestLines());
      table.row("  amount", amount(counts.amount()));
      table.row("orders", counts.orders());
      table.row("customers", counts.customers());
      table.row("sold to known customers: lines", counts.soldLines());
      table.row("  orders", counts.soldOrders());
      table.row("  customers", counts.soldCustomers());
      table.row("  amount", amount(counts.soldAmount()));
      System.out.print(table);
      System.out.println(
          counts.balances()
              ? "Every record is accounted for."
              : "Records are missing: see the counts above.");
      return counts.balances() ? ExitCode.DONE : ExitCode.CHECK;
    }
  }

  private static String amount(BigDecimal amount) {
    return String.format(java.util.Locale.ROOT, "%,.3f", amount);
  }
}
