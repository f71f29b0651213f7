package io.segmentlake.jobs.report;

import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the page's script draws; numbers rounded for drawing. */
record ChartData(
    String currency, List<String> dates, List<Segment> segments, Days days, List<Rates> rates) {

  /**
   * One segment.
   *
   * @param members null where it was not evaluated on the page's date
   * @param sizes one for each date, null where it was not evaluated; likewise the others
   */
  record Segment(
      String id,
      String title,
      Long members,
      long enteredToday,
      long leftToday,
      BigDecimal revenue,
      BigDecimal margin,
      List<Long> sizes,
      List<Long> entered,
      List<Long> left) {

    static Segment of(SegmentData segment) {
      return new Segment(
          segment.id(),
          segment.title(),
          segment.size().map(SegmentData.Size::members).orElse(null),
          segment.size().map(SegmentData.Size::entered).orElse(0L),
          segment.size().map(SegmentData.Size::left).orElse(0L),
          segment.size().map(z -> rounded(z.revenue())).orElse(null),
          segment.size().map(z -> rounded(z.margin())).orElse(null),
          each(segment, SegmentData.Size::members),
          each(segment, SegmentData.Size::entered),
          each(segment, SegmentData.Size::left));
    }

    private static List<Long> each(SegmentData segment, Function<SegmentData.Size, Long> of) {
      return segment.history().stream().map(z -> z == null ? null : of.apply(z)).toList();
    }
  }

  /**
   * Two years of business days, the page's date the last.
   *
   * @param first the first of them
   * @param known index of the first day with data
   */
  record Days(
      String first,
      int known,
      List<Long> orders,
      List<BigDecimal> revenue,
      List<BigDecimal> margin) {
    private static final int LENGTH = 730;

    static Days of(ReportData data) {
      Map<LocalDate, RevenueDay> days = new HashMap<>();
      data.days().forEach(day -> days.put(day.on(), day));
      LocalDate first = data.date().minusDays(LENGTH - 1L);
      List<LocalDate> all = first.datesUntil(data.date().plusDays(1)).toList();
      return new Days(
          first.toString(),
          all.indexOf(data.days().get(0).on()),
          each(all, days, RevenueDay::orders, 0L),
          each(all, days, day -> rounded(day.revenue()), BigDecimal.ZERO),
          each(all, days, day -> rounded(day.margin()), BigDecimal.ZERO));
    }

    private static <T> List<T> each(
        List<LocalDate> all, Map<LocalDate, RevenueDay> days, Function<RevenueDay, T> of, T none) {
      return all.stream().map(on -> days.containsKey(on) ? of.apply(days.get(on)) : none).toList();
    }
  }

  /**
   * Of one model and horizon, the rates of each tenth of the held-out customers, lowest prediction
   * first.
   *
   * @param promised percentages, likewise what was observed
   */
  record Rates(String model, int days, List<BigDecimal> promised, List<BigDecimal> observed) {
    private static final Pattern RATE = Pattern.compile("(promised|observed)_rate_(\\d+)");

    static List<Rates> of(ModelData model) {
      return model.measured().stream()
          .filter(m -> RATE.matcher(m.metric()).matches())
          .collect(Collectors.groupingBy(Measured::horizonDays, TreeMap::new, Collectors.toList()))
          .entrySet()
          .stream()
          .map(
              e ->
                  new Rates(
                      model.version().model(),
                      e.getKey(),
                      each(e.getValue(), "promised"),
                      each(e.getValue(), "observed")))
          .toList();
    }

    private static List<BigDecimal> each(List<Measured> measured, String kind) {
      Map<Integer, BigDecimal> byTenth = new TreeMap<>();
      for (Measured m : measured) {
        Matcher rate = RATE.matcher(m.metric());
        if (rate.matches() && rate.group(1).equals(kind)) {
          byTenth.put(
              Integer.valueOf(rate.group(2)),
              BigDecimal.valueOf(100 * m.value()).setScale(2, RoundingMode.HALF_UP));
        }
      }
      return List.copyOf(byTenth.values());
    }
  }

  static ChartData of(ReportData data) {
    return new ChartData(
        data.heading().currency(),
        data.dates().stream().map(LocalDate::toString).toList(),
        data.segments().stream().map(Segment::of).toList(),
        data.days().isEmpty() ? null : Days.of(data),
        data.models().stream().flatMap(m -> Rates.of(m).stream()).toList());
  }

  private static BigDecimal rounded(BigDecimal amount) {
    return amount == null ? null : amount.setScale(0, RoundingMode.HALF_UP);
  }
}
