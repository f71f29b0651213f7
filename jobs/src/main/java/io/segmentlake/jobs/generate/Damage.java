package io.segmentlake.jobs.generate;

/** Breaks lines the way exports break them. */
final class Damage {

  /** A copy of a line that no reader may accept. */
  String broken(Feed feed, String line, Dice dice) {
    return feed.isJson() ? brokenJson(line, dice) : brokenCsv(feed, line, dice);
  }

  private static String brokenJson(String line, Dice dice) {
    return switch (dice.below(4)) {
        // The disk was full.
      case 0 -> line.substring(0, line.length() / 2);
        // An unreadable date, an unknown type, a missing id: all of them named in the line.
      case 1 -> line.replaceFirst("\"(ts|at)\":\"[^\"]*\"", "\"$1\":\"yesterday\"");
      case 2 -> line.replaceFirst("\"(event|what|stars)\":\"?[^\",]*\"?", "\"$1\":\"???\"");
      default -> line.replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"\"");
    };
  }

  private static String brokenCsv(Feed feed, String line, Dice dice) {
    String separator = feed == Feed.COSTS ? ";" : ",";
    return switch (dice.below(3)) {
        // One field too few, one too many, a date of a spreadsheet that saw none.
      case 0 -> line.substring(0, line.lastIndexOf(separator));
      case 1 -> line + separator + "x" + separator + "x";
      default -> withoutDates(line);
    };
  }

  private static String withoutDates(String line) {
    String broken = line.replaceAll("\\d{4}-\\d\\d-\\d\\d|\\d\\d\\.\\d\\d\\.\\d{4}", "########");
    return broken.equals(line) ? line + ",x" : broken;
  }
}
