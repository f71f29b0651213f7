package io.segmentlake.models.sources;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;

/** What the name of a file tells of its records. */
public final class FileNames {
  private FileNames() {}

  /**
   * When the shop knew a file's records.
   *
   * @param instant empty where the feed does not ask the name, and where there is a problem
   * @param problem why the name does not tell it
   */
  public record Told(Optional<Instant> instant, Optional<String> problem) {}

  /** Reads the time in a path below the landing folder. */
  public static Told knownAt(Feed feed, String path) {
    if (feed.knownAt() instanceof KnownAt.InFileName name) {
      Matcher matcher = name.pattern().matcher(path);
      Instant instant = matcher.find() ? instant(name, matcher.group(1), feed.zone()) : null;
      return instant == null
          ? new Told(Optional.empty(), Optional.of("its name does not tell when it was known"))
          : new Told(Optional.of(instant), Optional.empty());
    }
    return new Told(Optional.empty(), Optional.empty());
  }

  private static Instant instant(KnownAt.InFileName name, String text, ZoneId zone) {
    TimeText format = TimeText.of(name.format(), Locale.ROOT);
    boolean hasTime = name.format().matches(".*[HhkKAanNms].*");
    if (text == null || hasTime) {
      return text == null ? null : format.instant(text, zone);
    }
    LocalDate date = format.date(text);
    return date == null ? null : date.plusDays(1).atStartOfDay(zone).toInstant();
  }
}
