package io.segmentlake.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportPageTest {
  private static final LocalDate DATE = LocalDate.parse("2024-03-31");
  private static final String HOSTILE =
      "</script><script>alert(1)</script><img src=x onerror=\"a()\">&{{shop}}";

  @Test
  void showsTheFiguresAsText() {
    String page = ReportPage.of(data("vip", "Best customers"));

    assertThat(text(page))
        .contains("Sunday, 31 March 2024")
        .contains("Revenue, 30 days 1,235 CZK")
        .contains("2 orders, 20.3% by guests")
        .contains("Margin, 30 days 400 CZK")
        .contains("Entered today 7 persons")
        .contains("VIP grew to 1,200: 25 entered, 5 left.")
        .contains("VIP Best customers 1,200 12.0% +25 −5")
        .contains("amount: no number orders 2")
        .contains("silver 9.5 written silver.orders 12");
  }

  @Test
  void letsNoTextOfConfigurationOrDataBecomeMarkup() {
    String page = ReportPage.of(data(HOSTILE, HOSTILE));

    String own = page.replace(scripts(page).get(1), "");
    assertThat(own.contains("<script>alert")).isFalse();
    assertThat(own.contains("<img")).isFalse();
    assertThat(scripts(page)).hasSize(3);
    assertThat(scripts(page).get(0)).contains("\\u003c/script\\u003e");
    assertThat(text(page)).contains("&{{shop}}");
  }

  @Test
  void loadsNothingFromTheNetwork() {
    String page = ReportPage.of(data("vip", "Best customers"));
    String own = page.replace(scripts(page).get(1), "");

    assertThat(own).doesNotContain("http:", "https:", "url(", "@import", " src=", "<link", "<base");
    assertThat(hrefs(own)).isNotEmpty().allMatch(href -> href.startsWith("#"));
    assertThat(page).contains("default-src 'none'");
  }

  @Test
  void letsOnlyItsOwnScriptsRun() throws Exception {
    String page = ReportPage.of(data("vip", "Best customers"));

    for (String script : scripts(page).subList(1, 3)) {
      byte[] hash =
          java.security.MessageDigest.getInstance("SHA-256")
              .digest(script.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      assertThat(page)
          .contains("'sha256-" + java.util.Base64.getEncoder().encodeToString(hash) + "'");
    }
  }

  @Test
  void saysWhereThereAreNoData() {
    ReportData none =
        new ReportData(
            new ReportData.Heading("demo", "CZK", DATE, DATE, Instant.EPOCH),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            new QualityData(List.of(), List.of(), List.of()),
            List.of(),
            List.of());

    assertThat(text(ReportPage.of(none)))
        .contains("No data: there are no orders up to this day.")
        .contains("No data: no segment was evaluated up to this day.")
        .contains("No data: features of customers were not calculated yet.")
        .contains("No data: no file was loaded yet.")
        .contains("No data: no events were loaded yet.")
        .contains("No data: the manifest has no run for this day.");
  }

  @Test
  void saysThatTheDayIsNotTheOneAskedFor() {
    ReportData data = data("vip", "Best customers");
    ReportData later =
        new ReportData(
            new ReportData.Heading("demo", "CZK", DATE, DATE.plusDays(2), Instant.EPOCH),
            data.dates(),
            data.segments(),
            data.moved(),
            data.customers(),
            data.days(),
            data.quality(),
            data.models(),
            data.runs());

    assertThat(text(ReportPage.of(later)))
        .contains(
            "Segments were last evaluated for 31 Mar 2024, not for 2 Apr 2024: this page is of that day.");
  }

  @Test
  void showsAModelBesideAllItsBaselines() {
    assertThat(text(ReportPage.of(SampleReport.data())))
        .containsSubsequence(
            "Churn",
            "Version 2, LOGISTIC_REGRESSION, trained up to 30 Nov 2024",
            "speaks since 1 Dec 2024",
            "90 days after 1 Sep 2024, 4,210 customers",
            "btyd",
            "0.801",
            "better than the model, by 0.004 to 0.020",
            "model",
            "0.788",
            "0.771 to 0.804",
            "recency",
            "0.709",
            "model better by 0.064 to 0.094",
            "Farthest off for country SK, 90 days: 61.0% promised, 74.0% came.",
            "Moved since training, on 31 Dec 2024: visits_30d (0.130).",
            "For the 90 days after 1 Aug 2024, share without an order: 0.610 promised, 0.634 came, of 3,900 customers.");
  }

  @Test
  void isValidForASampleWithAllParts() {
    assertThat(text(ReportPage.of(SampleReport.data())))
        .contains("Champions", "Time to the second order");
  }

  private static ReportData data(String id, String purpose) {
    SegmentData.Size size =
        new SegmentData.Size(
            1200, amount("0.12"), 25, 5, amount("5000"), amount("1500"), amount("900"));
    SegmentData.Definition definition =
        new SegmentData.Definition(
            purpose, purpose, List.of(purpose), purpose, List.of(purpose), 50, purpose);
    return new ReportData(
        new ReportData.Heading("demo", "CZK", DATE, DATE, Instant.EPOCH),
        List.of(DATE),
        List.of(
            new SegmentData(
                id,
                1,
                Optional.of(definition),
                Optional.of(size),
                Optional.empty(),
                List.of(size))),
        Optional.of(new ReportData.Moved(7, 4)),
        Optional.empty(),
        List.of(new RevenueDay(DATE, 2, amount("1234.5"), amount("250"), amount("400"), 0)),
        new QualityData(
            List.of(new QualityData.Feed("demo", "orders", 1, 1, 10, 8, 2)),
            List.of(new QualityData.Reason("demo", "orders", "amount: no number", 2)),
            List.of(new QualityData.Volume("demo", purpose, Optional.of(DATE), List.of(5L, 6L)))),
        List.of(),
        List.of(
            new ReportData.JobRun(
                "silver", 9.5, "WRITTEN", List.of(new ReportData.TableRows("silver.orders", 12)))));
  }

  /** What a reader sees: the body without scripts and marks, spaces folded. */
  private static String text(String page) {
    return page.substring(page.indexOf("<body>"))
        .replaceAll("(?s)<script.*?</script>", " ")
        .replaceAll("<[^>]*>", " ")
        .replace("&amp;", "&")
        .replaceAll("\\s+", " ");
  }

  private static List<String> scripts(String page) {
    return found(page, "(?s)<script[^>]*>(.*?)</script>");
  }

  private static List<String> hrefs(String page) {
    return found(page, "href=\"([^\"]*)\"");
  }

  private static List<String> found(String page, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    return matcher.results().map(r -> r.group(1)).toList();
  }

  private static BigDecimal amount(String text) {
    return new BigDecimal(text);
  }
}
