package io.segmentlake.jobs.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The lines of a small shop, played in one thread and without Spark. */
final class SmallShop {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final GenerateOptions options;
  private final List<DayLine> lines = new ArrayList<>();

  private SmallShop(GenerateOptions options) {
    this.options = options;
  }

  static GenerateOptions options(int customers, int days) {
    return GenerateOptions.of(customers, days, 7, LocalDate.of(2025, 11, 10), "landing");
  }

  static SmallShop of(GenerateOptions options) {
    SmallShop shop = new SmallShop(options);
    CustomerLife life = new CustomerLife(options);
    // Backwards, because the order of lives must not matter.
    for (long person = Population.size(options) - 1; person >= 0; person--) {
      shop.lines.addAll(life.of(person));
    }
    shop.lines.addAll(life.shop());
    shop.lines.sort(
        Comparator.comparing(DayLine::feed)
            .thenComparing(DayLine::file)
            .thenComparing(DayLine::at)
            .thenComparing(DayLine::tie));
    return shop;
  }

  List<DayLine> lines() {
    return lines;
  }

  List<DayLine> lines(Feed feed) {
    return lines.stream().filter(line -> line.feed() == feed).toList();
  }

  /** Records of a feed in the order of time, by the names of their fields; empty ones left out. */
  List<Map<String, String>> records(Feed feed) {
    return lines.stream()
        .filter(line -> line.feed() == feed && line.flaw() != DayLine.Flaw.MALFORMED)
        .sorted(Comparator.comparing(DayLine::at).thenComparing(DayLine::tie))
        .map(SmallShop::record)
        .toList();
  }

  static String text(DayLine line) {
    return new String(line.text(), StandardCharsets.UTF_8);
  }

  static Map<String, String> record(DayLine line) {
    try {
      return line.feed().isJson() ? json(text(line)) : csv(line.feed(), text(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> json(String text) throws IOException {
    Map<String, String> record = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : JSON.readTree(text).properties()) {
      record.put(field.getKey(), field.getValue().asText());
    }
    return record;
  }

  private static Map<String, String> csv(Feed feed, String text) throws IOException {
    char separator = feed == Feed.COSTS ? ';' : ',';
    CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(separator).get();
    CSVRecord fields = format.parse(new java.io.StringReader(text)).getRecords().get(0);
    String[] names = feed.header.split(String.valueOf(separator));
    if (fields.size() != names.length) {
      throw new IOException("Expected " + names.length + " fields: " + text);
    }
    Map<String, String> record = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      if (!fields.get(i).isEmpty()) {
        record.put(names[i], fields.get(i));
      }
    }
    return record;
  }

  GenerateOptions options() {
    return options;
  }
}
