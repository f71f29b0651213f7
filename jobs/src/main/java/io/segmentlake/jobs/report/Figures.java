package io.segmentlake.jobs.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and dates as the page writes them; a dash for what is not known. */
final class Figures {
  static final String UNKNOWN = "–";

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000);
  private static final DateTimeFormatter SHORT = date("d MMM");
  private static final DateTimeFormatter DAY = date("d MMM yyyy");
  private static final DateTimeFormatter LONG = date("EEEE, d MMMM yyyy");
  private static final DateTimeFormatter MONTH = date("MMM yyyy");

  private Figures() {}

  static String count(long number) {
    return format("#,##0", BigDecimal.valueOf(number));
  }

  static String signed(long number) {
    return number > 0 ? "+" + count(number) : number < 0 ? "−" + count(-number) : "0";
  }

  /** Without its currency: whole from 100 on, in millions where that is shorter to read. */
  static String amount(BigDecimal amount) {
    if (amount == null) {
      return UNKNOWN;
    }
    BigDecimal size = amount.abs();
    if (size.compareTo(BILLION) >= 0) {
      return format("#,##0.00", amount.divide(BILLION)) + " bn";
    }
    if (size.compareTo(MILLION) >= 0) {
      return format("#,##0.00", amount.divide(MILLION)) + " M";
    }
    return format(size.compareTo(BigDecimal.valueOf(100)) >= 0 ? "#,##0" : "#,##0.##", amount);
  }

  /** An amount where there is little room, in thousands from 10,000 on. */
  static String brief(BigDecimal amount) {
    BigDecimal size = amount.abs();
    boolean inThousands =
        size.compareTo(BigDecimal.valueOf(10_000)) >= 0 && size.compareTo(MILLION) < 0;
    return inThousands ? format("#,##0", amount.movePointLeft(3)) + " k" : amount(amount);
  }

  /** For example {@code 12.3%}, which is also a width in CSS. */
  static String percent(BigDecimal share) {
    return share == null ? UNKNOWN : format("#,##0.0", share.movePointRight(2)) + "%";
  }

  static String percent(long part, long whole) {
    return percent(share(BigDecimal.valueOf(part), BigDecimal.valueOf(whole)));
  }

  /** Part ÷ whole; null where the whole is nothing. */
  static BigDecimal share(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0 || part == null ? null : part.divide(whole, 6, RoundingMode.HALF_UP);
  }

  static String decimal(BigDecimal number) {
    return number == null ? UNKNOWN : format("#,##0.#", number);
  }

  static String seconds(double seconds) {
    return format("#,##0.0", BigDecimal.valueOf(seconds));
  }

  static String shortDay(LocalDate on) {
    return SHORT.format(on);
  }

  static String day(LocalDate on) {
    return DAY.format(on);
  }

  static String longDay(LocalDate on) {
    return LONG.format(on);
  }

  static String month(LocalDate on) {
    return MONTH.format(YearMonth.from(on));
  }

  private static String format(String pattern, BigDecimal number) {
    DecimalFormat format =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ENGLISH));
    format.setRoundingMode(RoundingMode.HALF_UP);
    String text = format.format(number);
    return text.startsWith("-") ? "−" + text.substring(1) : text;
  }

  private static DateTimeFormatter date(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
