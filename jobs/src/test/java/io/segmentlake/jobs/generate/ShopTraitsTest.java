package io.segmentlake.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShopTraitsTest {
  @Test
  void hasTheSharesOfTheDemo() {
    ShopTraits traits = ShopTraits.defaults();
    assertThat(traits.people().prospects()).isEqualTo(.14);
    assertThat(traits.people().refillers()).isEqualTo(.13);
    assertThat(traits.buying().trialLift()).isEqualTo(2.5);
    assertThat(traits.mail().masked()).isEqualTo(.3);
    assertThat(traits.flaws()).isEqualTo(new ShopTraits.Flaws(.01, .03, .0005));
  }

  @Test
  void changesNothingButTheFlaws() {
    ShopTraits sound = ShopTraits.defaults().withFlaws(ShopTraits.Flaws.none());
    assertThat(sound.flaws()).isEqualTo(new ShopTraits.Flaws(0, 0, 0));
    assertThat(sound.withFlaws(ShopTraits.defaults().flaws())).isEqualTo(ShopTraits.defaults());
  }
}
