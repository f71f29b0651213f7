package io.segmentlake.jobs.report;

import io.segmentlake.pipelines.activation.PermissionAudit;
import io.segmentlake.pipelines.silver.FillRates;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the audit page says, as its template asks for it. */
record AuditText(
    String shop,
    String isoDate,
    String longDate,
    String madeAt,
    List<Tile> tiles,
    List<PermissionRow> permissions,
    List<GapRow> gaps,
    List<StreamRow> streams) {
  private static final String NOT_RECORDED = "not recorded";
  private static final List<String> AGES =
      List.of("under 1 year", "1 year", "2 years", "3 and more");

  /** One figure at the head. */
  record Tile(String label, String value, String hint) {}

  /**
   * Permissions of one kind and proof.
   *
   * @param ages records by completed years
   * @param mark what is wrong with the proof; empty for nothing
   */
  record PermissionRow(
      String use,
      String topic,
      String basis,
      String evidence,
      String text,
      List<String> ages,
      String granted,
      String revoked,
      String tone,
      String mark) {}

  /** A stream that nobody loads, or a column that nobody fills, and who waits for it. */
  record GapRow(String what, String why, String without) {}

  /** A stream and its columns. */
  record StreamRow(String name, String rows, List<ColumnRow> columns) {}

  /**
   * How full one column is.
   *
   * @param width of its bar, a percentage
   */
  record ColumnRow(String name, String share, String width, String tone) {}

  /**
   * The texts.
   *
   * @param needing segments by the streams that they need and nobody loads
   */
  static AuditText of(
      String shop,
      LocalDate date,
      Instant madeAt,
      List<PermissionAudit> permissions,
      List<FillRates> fill,
      Map<String, List<String>> needing) {
    return new AuditText(
        shop,
        date.toString(),
        Figures.longDay(date),
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
            .withZone(ZoneOffset.UTC)
            .format(madeAt),
        tiles(permissions),
        permissionRows(permissions),
        gaps(fill, needing),
        fill.stream().map(AuditText::stream).toList());
  }

  private static List<Tile> tiles(List<PermissionAudit> all) {
    List<PermissionAudit> send =
        all.stream()
            .filter(p -> p.channel().equals("email") && p.purpose().equals("send"))
            .toList();
    long granted = send.stream().mapToLong(PermissionAudit::granted).sum();
    long unproven =
        send.stream().filter(p -> !isProven(p)).mapToLong(PermissionAudit::granted).sum();
    long old =
        send.stream()
            .filter(p -> p.years() != null && p.years() >= 2)
            .mapToLong(PermissionAudit::granted)
            .sum();
    return List.of(
        new Tile(
            "E-mail permissions that hold",
            Figures.count(granted),
            "of customer records, for sending"),
        new Tile(
            "Taken back",
            Figures.count(send.stream().mapToLong(PermissionAudit::revoked).sum()),
            "revoked, or unsubscribed after the grant"),
        new Tile(
            "Without full proof",
            Figures.count(unproven),
            Figures.percent(unproven, granted) + " lack basis, source or text"),
        new Tile("Two years and older", Figures.count(old), "worth asking again"));
  }

  private static boolean isProven(PermissionAudit permission) {
    return permission.basis() != null
        && permission.evidence() != null
        && permission.textVersion() != null;
  }

  private static List<PermissionRow> permissionRows(List<PermissionAudit> all) {
    Map<List<String>, List<PermissionAudit>> groups = new LinkedHashMap<>();
    for (PermissionAudit p : all) {
      List<String> key =
          p.granted() == 0
              ? List.of(p.channel(), p.purpose(), p.topic())
              : List.of(
                  p.channel(),
                  p.purpose(),
                  p.topic(),
                  "" + p.basis(),
                  "" + p.evidence(),
                  "" + p.textVersion());
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(p);
    }
    return groups.values().stream().map(AuditText::permissionRow).toList();
  }

  private static PermissionRow permissionRow(List<PermissionAudit> same) {
    PermissionAudit any = same.get(0);
    long granted = same.stream().mapToLong(PermissionAudit::granted).sum();
    long revoked = same.stream().mapToLong(PermissionAudit::revoked).sum();
    boolean holds = granted > 0;
    Map<Integer, Long> byYears = new TreeMap<>();
    same.stream()
        .filter(p -> p.years() != null)
        .forEach(p -> byYears.merge(p.years(), p.granted(), Long::sum));
    List<String> ages = new ArrayList<>();
    for (int years = 0; years < AGES.size(); years++) {
      ages.add(byYears.containsKey(years) ? Figures.count(byYears.get(years)) : "");
    }
    return new PermissionRow(
        any.channel() + ", " + any.purpose(),
        any.topic(),
        holds ? told(any.basis()) : "taken back",
        holds ? told(any.evidence()) : "",
        holds ? told(any.textVersion()) : "",
        ages,
        holds ? Figures.count(granted) : "",
        revoked > 0 ? Figures.count(revoked) : "",
        holds && !isProven(any) ? "warn" : "good",
        holds && !isProven(any) ? "no full proof" : "");
  }

  private static String told(String value) {
    return value == null ? NOT_RECORDED : value.replace('_', ' ');
  }

  private static List<GapRow> gaps(List<FillRates> fill, Map<String, List<String>> needing) {
    List<GapRow> gaps = new ArrayList<>();
    needing.forEach(
        (stream, segments) ->
            gaps.add(
                new GapRow(
                    Titles.of(stream),
                    "not mapped",
                    segments.isEmpty()
                        ? "no segment needs it"
                        : String.join(", ", segments.stream().map(Titles::of).toList()))));
    for (FillRates rates : fill) {
      List<String> empty =
          rates.filled().entrySet().stream()
              .filter(e -> e.getValue() == 0 && rates.rows() > 0)
              .map(Map.Entry::getKey)
              .toList();
      if (!empty.isEmpty()) {
        gaps.add(
            new GapRow(
                Titles.of(rates.stream()), "never filled", "without " + String.join(", ", empty)));
      }
    }
    return gaps;
  }

  private static StreamRow stream(FillRates rates) {
    return new StreamRow(
        Titles.of(rates.stream()),
        Figures.count(rates.rows()),
        rates.filled().entrySet().stream()
            .map(e -> column(e.getKey(), e.getValue(), rates.rows()))
            .toList());
  }

  private static ColumnRow column(String name, long filled, long rows) {
    boolean isWhole = filled == rows;
    String share = rows == 0 ? Figures.UNKNOWN : Figures.percent(filled, rows);
    // What lacks a few values is not full, however the figure rounds.
    boolean roundsUp = !isWhole && share.equals(Figures.percent(1, 1));
    return new ColumnRow(
        name,
        roundsUp ? "< " + share : share,
        rows == 0 ? "0%" : Figures.percent(filled, rows),
        filled == 0 ? "bad" : isWhole ? "good" : "");
  }
}
