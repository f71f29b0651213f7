package io.segmentlake.models.sources;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Dates and times written after a pattern of {@link DateTimeFormatter}, in the words of one
 * language.
 *
 * <p>Strict: 30 February is no date, and a local time that the clocks skipped is no time. Of a
 * local time that came twice the earlier instant is taken. A time that names its own offset keeps
 * it. A pattern without a time of day means its start.
 */
final class TimeText implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ISO = "";
  private static final Pattern NO_BREAK_SPACES = Pattern.compile("[\\u00a0\\u2009\\u202f]");

  private final String pattern;
  private final Locale locale;
  private transient List<DateTimeFormatter> formatters;

  private TimeText(String pattern, Locale locale) {
    this.pattern = pattern;
    this.locale = locale;
  }

  /** ISO 8601: a date, with or without time, fraction and offset; {@code T} or a space between. */
  static TimeText iso() {
    return new TimeText(ISO, Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException where the pattern is none
   */
  static TimeText of(String pattern, Locale locale) {
    TimeText text = new TimeText(pattern, locale);
    text.formatters();
    return text;
  }

  /** The instant, null where the text is none. */
  Instant instant(String text, ZoneId zone) {
    TemporalAccessor parsed = parsed(text);
    LocalDate date = parsed == null ? null : date(parsed);
    if (date == null) {
      return null;
    }
    LocalTime time = parsed.query(TemporalQueries.localTime());
    LocalDateTime local = date.atTime(time == null ? LocalTime.MIDNIGHT : time);
    ZoneId own = parsed.query(TemporalQueries.zone());
    List<ZoneOffset> offsets = (own == null ? zone : own).getRules().getValidOffsets(local);
    return offsets.isEmpty() ? null : local.toInstant(offsets.get(0));
  }

  /** The date, null where the text is none. */
  LocalDate date(String text) {
    TemporalAccessor parsed = parsed(text);
    return parsed == null ? null : date(parsed);
  }

  private static LocalDate date(TemporalAccessor parsed) {
    LocalDate date = parsed.query(TemporalQueries.localDate());
    return date == null || date.getYear() < 1 || date.getYear() > 9999 ? null : date;
  }

  private TemporalAccessor parsed(String text) {
    String plain = NO_BREAK_SPACES.matcher(text).replaceAll(" ").strip();
    for (DateTimeFormatter formatter : formatters()) {
      try {
        return formatter.parse(plain);
      } catch (DateTimeException notInThisForm) {
        // The next form may fit; none does: no result.
      }
    }
    return null;
  }

  private List<DateTimeFormatter> formatters() {
    if (formatters == null) {
      formatters = pattern.equals(ISO) ? List.of(isoFormatter()) : forms();
    }
    return formatters;
  }

  /** Month and day names have two forms in many languages: within a date, and standing alone. */
  private List<DateTimeFormatter> forms() {
    String years = outsideQuotes(pattern, 'y', 'u');
    String alone = outsideQuotes(outsideQuotes(years, 'M', 'L'), 'E', 'c');
    boolean hasNames = years.contains("MMM") || years.contains("E");
    return hasNames ? List.of(formatter(years), formatter(alone)) : List.of(formatter(years));
  }

  private DateTimeFormatter formatter(String form) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(form)
        .toFormatter(locale)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static DateTimeFormatter isoFormatter() {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .append(DateTimeFormatter.ISO_LOCAL_DATE)
        .appendPattern("['T'][ ]")
        .optionalStart()
        .append(DateTimeFormatter.ISO_LOCAL_TIME)
        .appendPattern("[ ][XXX][XX][X]")
        .optionalEnd()
        .toFormatter(Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static String outsideQuotes(String pattern, char from, char to) {
    StringBuilder changed = new StringBuilder(pattern);
    boolean isQuoted = false;
    for (int i = 0; i < changed.length(); i++) {
      isQuoted ^= changed.charAt(i) == '\'';
      if (!isQuoted && changed.charAt(i) == from) {
        changed.setCharAt(i, to);
      }
    }
    return changed.toString();
  }
}
