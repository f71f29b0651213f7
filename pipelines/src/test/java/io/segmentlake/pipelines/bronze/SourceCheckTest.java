package io.segmentlake.pipelines.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.identity.CustomerId;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.bronze.SourceCheckResult.FeedCheck;
import io.segmentlake.pipelines.bronze.SourceCheckResult.Refusal;
import io.segmentlake.pipelines.bronze.SourceCheckResult.StreamCheck;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SourceCheckTest {
  private static final String CUSTOMERS =
      """
      customers:
        files: "c-*.csv"
        known-at: {column: seen}
        streams:
          customers:
            columns: {customer_id: id, country: land, email: mail, birth_on: born}
      """;

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @Test
  void showsWhatTheFirstRecordsOfTheNewestFileBecomeWithoutPersonalValues() {
    ShopFolder shop =
        new ShopFolder(lake.folder())
            .feeds(CUSTOMERS)
            .file("c-2.csv", "no header at all\n")
            .file(
                "c-1.csv",
                "id,land,mail,born,seen\n"
                    + "7.0,CZ,Jan.Novak@x.cz,1980-02-29,2024-01-01\n"
                    + "8,,,29.2.1980,2024-01-01\n"
                    + "9,SK,,,2024-01-01\n");

    SourceCheckResult result = check(shop, 2);

    String id = CustomerId.of(SourceCheck.KEY, "shop", "7").text();
    assertThat(result.mistakes()).isEmpty();
    assertThat(result.feeds())
        .containsExactly(
            new FeedCheck(
                "test",
                "customers",
                2,
                Optional.of("c-1.csv"),
                2,
                List.of(
                    new StreamCheck(
                        "customers",
                        List.of("customer_id", "country", "email", "birth_on"),
                        List.of(List.of(id, "CZ", "Xxx.Xxxxx@x.xx", "9999-99-99")))),
                List.of(
                    new Refusal(3, "customers.birth_on is no date", "9,,,99.9.9999,9999-99-99"))));
  }

  @Test
  void saysAllMistakesAtOnceAndThatNoFileMatches() {
    ShopFolder wrong =
        new ShopFolder(lake.folder()).feeds(CUSTOMERS.replace("land", "lnd(land)") + "x: 1\n");
    assertThat(check(wrong, 2).mistakes()).hasSize(2);
    assertThat(check(wrong, 2).feeds()).isEmpty();

    SourceCheckResult result = check(wrong.feeds(CUSTOMERS), 2);
    assertThat(result.isClean()).isTrue();
    assertThat(result.feeds().get(0).path()).isEmpty();
  }

  private static SourceCheckResult check(ShopFolder shop, int records) {
    return new SourceCheck(LakehouseExtension.session(), records)
        .run(shop.configuration(), "test", shop.landing());
  }
}
