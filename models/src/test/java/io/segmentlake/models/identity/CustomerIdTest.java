package io.segmentlake.models.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CustomerIdTest {
  private static final ShopKey KEY = ShopKey.of("0123456789abcdef");

  @Test
  void isTheFirst64BitsOfTheKeyedHash() {
    // printf 'shop\00017850' | openssl dgst -sha256 -hmac 0123456789abcdef
    assertThat(CustomerId.of(KEY, "shop", "17850").value()).isEqualTo(0xcc20b82c5b45e1f1L);
  }

  @Test
  void differsBySystemAndByKey() {
    CustomerId shop = CustomerId.of(KEY, "shop", "1");

    assertThat(CustomerId.of(KEY, "sho", "p1")).isNotEqualTo(shop);
    assertThat(CustomerId.of(KEY, "mail", "1")).isNotEqualTo(shop);
    assertThat(CustomerId.of(ShopKey.of("0123456789abcdeF"), "shop", "1")).isNotEqualTo(shop);
  }

  @Test
  void dropsWhiteSpaceAndThePointZeroOfNumbers() {
    assertThat(CustomerId.normalise(" 17850.0 ")).contains("17850");
    assertThat(CustomerId.normalise("17850")).contains("17850");
    assertThat(CustomerId.normalise("0017850.00")).contains("0017850");
    assertThat(CustomerId.normalise("17850.5")).contains("17850.5");
    assertThat(CustomerId.normalise("B-7.0")).contains("B-7.0");
    assertThat(CustomerId.normalise(" \t")).isEmpty();
  }

  @Test
  void isWrittenAsThirteenCharactersOfWhichTheFirstIsALetter() {
    assertThat(new CustomerId(0).text()).isEqualTo("AAAAAAAAAAAAA");
    assertThat(new CustomerId(-1).text()).isEqualTo("P777777777777");
    assertThat(new CustomerId(Long.MIN_VALUE).text()).isEqualTo("IAAAAAAAAAAAA");
    assertThat(CustomerId.parse("p777777777777")).isEqualTo(new CustomerId(-1));
  }

  @Test
  void refusesTextOfAnotherForm() {
    for (String text : new String[] {"", "17850", "Q777777777777", "AAAAAAAAAAAA1"}) {
      assertThatThrownBy(() -> CustomerId.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("An id has 13 letters and digits");
    }
  }

  @Property
  void readsBackWhatItWrote(@ForAll long value) {
    assertThat(CustomerId.parse(new CustomerId(value).text()).value()).isEqualTo(value);
  }

  @Test
  void neverPrintsTheKeyAndRefusesShortOnes() {
    assertThat(KEY.toString()).isEqualTo("ShopKey[hidden]");
    assertThatThrownBy(() -> ShopKey.of("hunter2"))
        .hasMessage("Cannot use the shop key: it is too short. A key has at least 16 characters.");
  }
}
