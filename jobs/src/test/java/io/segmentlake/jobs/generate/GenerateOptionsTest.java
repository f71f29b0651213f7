package io.segmentlake.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class GenerateOptionsTest {
  private static final LocalDate UNTIL = LocalDate.of(2026, 6, 30);

  @Test
  void keepsTheTruthBesideTheLandingFolder() {
    assertThat(GenerateOptions.of(10, 5, 1, UNTIL, "shop/landing/").truth())
        .isEqualTo("shop/truth");
    assertThat(GenerateOptions.of(10, 5, 1, UNTIL, "landing").truth()).isEqualTo("truth");
    assertThat(GenerateOptions.of(10, 5, 1, UNTIL, "s3a://b/landing").truth())
        .isEqualTo("s3a://b/truth");
  }

  @Test
  void endsWithTheLastDay() {
    assertThat(GenerateOptions.of(10, 365, 1, UNTIL, "landing").from())
        .isEqualTo(LocalDate.of(2025, 7, 1));
  }

  @Test
  void takesOtherTraitsAndAnotherFolderOfTruth() {
    ShopTraits sound = ShopTraits.defaults().withFlaws(ShopTraits.Flaws.none());
    GenerateOptions options =
        GenerateOptions.of(10, 5, 1, UNTIL, "landing").withTruth("elsewhere").withTraits(sound);
    assertThat(options)
        .isEqualTo(new GenerateOptions(10, 5, 1, UNTIL, "landing", "elsewhere", sound));
  }

  @Test
  void refusesAShopWithoutCustomersOrDays() {
    assertThatThrownBy(() -> GenerateOptions.of(0, 5, 1, UNTIL, "landing"))
        .hasMessage("Cannot generate a shop: customers is 0. Allowed are 1 to 10000000.");
    assertThatThrownBy(() -> GenerateOptions.of(5, -1, 1, UNTIL, "landing"))
        .hasMessage("Cannot generate a shop: days is -1. Allowed are 1 to 3660.");
  }

  @Test
  void refusesTruthWhereJobsReadIt() {
    assertThatThrownBy(
            () ->
                GenerateOptions.of(5, 5, 1, UNTIL, "shop/landing").withTruth("shop/landing/truth"))
        .hasMessageContaining("Cannot put the truth into the landing folder");
  }
}
