package io.segmentlake.jobs.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Ids as people read them: {@code lapsed_3m} is Lapsed 3 months, {@code vip_value} VIP value. */
final class Titles {
  private static final Set<String> ABBREVIATIONS = Set.of("vip", "rfm", "nps", "clv", "sms", "b2b");
  private static final Pattern SPAN = Pattern.compile("(\\d+)([dm])");

  private Titles() {}

  static String of(String id) {
    String words =
        Arrays.stream(id.strip().split("[_\\-\\s]+"))
            .map(Titles::word)
            .collect(Collectors.joining(" "));
    return words.isEmpty()
        ? id
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String word(String word) {
    Matcher span = SPAN.matcher(word);
    if (span.matches()) {
      String unit = span.group(2).equals("d") ? " day" : " month";
      return span.group(1) + unit + (span.group(1).equals("1") ? "" : "s");
    }
    return ABBREVIATIONS.contains(word) ? word.toUpperCase(Locale.ROOT) : word;
  }
}
