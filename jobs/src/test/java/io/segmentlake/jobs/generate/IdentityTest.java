package io.segmentlake.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IdentityTest {
  private static final int CUSTOMERS = 3_000;
  private final GenerateOptions options = SmallShop.options(CUSTOMERS, 60);
  private final Population population =
      new Population(options, ShopCalendar.of(options), new Catalogue(options));
  private final List<Person> customers =
      LongStream.range(0, CUSTOMERS).mapToObj(population::draw).toList();

  @Test
  void hasNoAddressThatMailCouldReach() {
    assertThat(customers)
        .extracting(c -> Identity.of(options, c).email().toLowerCase(Locale.ROOT))
        // A domain without a dot, of the invalid ones, is no address either.
        .allMatch(email -> email.matches("\\s?(.*example|[^@]*@[^.]*)"));
  }

  @Test
  void isInvalidForAFew() {
    List<Identity> invalid =
        customers.stream().map(c -> Identity.of(options, c)).filter(Identity::isInvalid).toList();
    assertThat(invalid).hasSizeBetween(8, 50);
    assertThat(invalid).noneMatch(i -> i.email().matches("[^@\\s]+@[^@,\\s]+\\.example"));
  }

  @Test
  void isTheSameForAPersonWhoRegisteredTwiceButForBlanksAndCapitals() {
    List<Person> twins = customers.stream().filter(Person::isTwin).toList();
    assertThat(twins).hasSizeBetween(15, 80);
    for (Person twin : twins) {
      Person first = population.draw(twin.twinOf());
      // A twin of a twin is typed in the same way; what counts is whose address it is.
      String typed = Identity.of(options, twin).email();
      String plain = typed.strip().toLowerCase(Locale.ROOT);
      assertThat(first.index()).isLessThan(twin.index());
      assertThat(typed).startsWith(" ").isNotEqualTo(plain);
      if (!first.isTwin()) {
        assertThat(plain).isEqualTo(Identity.of(options, first).email());
      }
    }
  }

  @Test
  void numbersCustomersInTheOrderOfTheirRegistration() {
    assertThat(customers).isSortedAccordingTo((a, b) -> Long.compare(a.joinedAt(), b.joinedAt()));
    assertThat(customers.get(0).number()).isEqualTo("100001");
    assertThat(customers.stream().filter(c -> c.joinDay() < 0).count())
        .isBetween(CUSTOMERS / 6L, CUSTOMERS / 4L);
  }
}
