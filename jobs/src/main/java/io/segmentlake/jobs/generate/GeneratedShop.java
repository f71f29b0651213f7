package io.segmentlake.jobs.generate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was generated.
 *
 * @param files number of raw files
 * @param bytes size of all of them
 * @param lines records by feed, flawed ones included, the files of truth left out
 * @param late events that came in a later file
 * @param repeated records that came twice
 * @param malformed broken copies of records
 * @param scored customers whose chance to buy in the last 30 days was taken down
 * @param auc area under the ROC curve of these chances against what happened
 * @param treated customers in the randomised campaign
 * @param control customers kept out of it
 * @param plantedUplift mean planted uplift of both groups
 * @param realisedUplift difference of the shares that bought
 */
public record GeneratedShop(
    long files,
    long bytes,
    Map<String, Long> lines,
    long late,
    long repeated,
    long malformed,
    long scored,
    double auc,
    long treated,
    long control,
    double plantedUplift,
    double realisedUplift) {

  static GeneratedShop of(List<WrittenFile> all, Figures figures) {
    List<WrittenFile> files = all.stream().filter(f -> !f.feed().isTruth()).toList();
    Map<String, Long> lines = new TreeMap<>();
    files.forEach(f -> lines.merge(f.feed().folder, f.lines(), Long::sum));
    return new GeneratedShop(
        files.size(),
        files.stream().mapToLong(WrittenFile::bytes).sum(),
        lines,
        files.stream().mapToLong(WrittenFile::late).sum(),
        files.stream().mapToLong(WrittenFile::repeated).sum(),
        files.stream().mapToLong(WrittenFile::malformed).sum(),
        figures.scored(),
        figures.auc(),
        figures.treated(),
        figures.control(),
        figures.plantedUplift(),
        figures.realisedUplift());
  }

  /** A few lines for people. */
  public String summary() {
    StringBuilder text = new StringBuilder();
    add(text, "%,d files, %,d MB%n", files, bytes / 1_000_000);
    lines.forEach((feed, count) -> add(text, "  %-14s %,12d lines%n", feed, count));
    add(text, "  of these %,d late, %,d repeated, %,d malformed%n", late, repeated, malformed);
    add(text, "Planted chance to buy in the last 30 days: AUC %.3f (%,d customers)%n", auc, scored);
    add(
        text,
        "Randomised campaign: planted uplift %.4f, realised %.4f (%,d treated, %,d control)%n",
        plantedUplift,
        realisedUplift,
        treated,
        control);
    return text.toString();
  }

  private static void add(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }
}
