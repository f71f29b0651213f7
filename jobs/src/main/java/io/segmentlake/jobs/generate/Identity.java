package io.segmentlake.jobs.generate;

import java.time.LocalDate;

/**
 * The personal data of a customer. All addresses end with {@code .example}, which no mail can
 * reach.
 *
 * @param email as typed in: of a twin with other capitals and blanks, of a few invalid
 * @param isInvalid whether no mail can be sent to it
 * @param mailbox provider of the mailbox
 * @param phone in international form; null where not given
 * @param name first name
 * @param surname last name
 * @param isFemale decides about the names
 * @param address postal address, of a few on two lines
 * @param region of the Czech Republic; null elsewhere
 * @param bornOn birthday; null where not given
 */
record Identity(
    String email,
    boolean isInvalid,
    String mailbox,
    String phone,
    String name,
    String surname,
    boolean isFemale,
    String address,
    String region,
    LocalDate bornOn) {
  private static final String[] MEN = {
    "Jan", "Petr", "Josef", "Pavel", "Martin", "Tomáš", "Jaroslav", "Miroslav", "Zdeněk", "Václav",
    "Michal", "František", "Jakub", "Milan", "Karel", "Lukáš", "David", "Vladimír", "Ondřej",
        "Filip"
  };
  private static final String[] WOMEN = {
    "Jana",
    "Marie",
    "Eva",
    "Hana",
    "Anna",
    "Lenka",
    "Kateřina",
    "Věra",
    "Lucie",
    "Alena",
    "Petra",
    "Veronika",
    "Jaroslava",
    "Tereza",
    "Martina",
    "Michaela",
    "Jitka",
    "Helena",
    "Zuzana",
    "Ivana"
  };
  private static final String[] SURNAMES = {
    "Novák",
    "Svoboda",
    "Dvořák",
    "Černý",
    "Procházka",
    "Kučera",
    "Veselý",
    "Horák",
    "Němec",
    "Marek",
    "Pospíšil",
    "Pokorný",
    "Hájek",
    "Král",
    "Jelínek",
    "Růžička",
    "Beneš",
    "Fiala",
    "Sedláček",
    "Doležal",
    "Zeman",
    "Kolář",
    "Navrátil",
    "Čermák",
    "Urban",
    "Vaněk",
    "Blažek",
    "Kříž"
  };
  private static final String[] MAILBOXES = {
    "seznam", "gmail", "centrum", "icloud", "outlook", "wp"
  };
  private static final double[] MAILBOX_WEIGHTS = Dice.cumulative(42, 34, 8, 7, 6, 3);
  private static final String[] STREETS = {"Lipová", "Hlavní", "Školní", "Nádražní", "Zahradní"};
  private static final String[] REGIONS = {
    "Praha", "Středočeský", "Jihomoravský", "Moravskoslezský", "Ústecký", "Plzeňský", "Olomoucký",
    "Zlínský", "Jihočeský", "Královéhradecký", "Pardubický", "Vysočina", "Liberecký", "Karlovarský"
  };
  private static final double OWN_DOMAIN = .04;
  private static final double ODD_ADDRESS = .01;

  /** The identity of a customer; a twin has the one of the customer registered before. */
  static Identity of(GenerateOptions options, Person person) {
    Identity own = of(options, person.twinOf());
    if (!person.isTwin()) {
      return own;
    }
    String typed =
        " "
            + own.email.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
            + own.email.substring(1).replace(".example", ".EXAMPLE");
    return new Identity(
        typed,
        own.isInvalid,
        own.mailbox,
        own.phone,
        own.name,
        own.surname,
        own.isFemale,
        own.address,
        own.region,
        own.bornOn);
  }

  private static Identity of(GenerateOptions options, long index) {
    Dice dice = Dice.of(options.seed(), index, "identity");
    boolean isFemale = dice.chance(.58);
    String name = dice.one(isFemale ? WOMEN : MEN);
    String surname = dice.one(SURNAMES);
    if (isFemale) {
      surname = surname.endsWith("ý") ? surname.replace("ý", "á") : feminine(surname);
    }
    boolean isInvalid = dice.chance(options.traits().people().invalid());
    boolean isOwnDomain = dice.chance(OWN_DOMAIN);
    String box = isOwnDomain ? "company" + index : MAILBOXES[dice.pick(MAILBOX_WEIGHTS)];
    String local = Plain.of(name) + "." + Plain.of(surname) + "." + Long.toString(index, 36);
    String address =
        dice.one(STREETS)
            + " "
            + dice.between(1, 180)
            + (dice.chance(ODD_ADDRESS) ? "\n" : ", ")
            + dice.between(100, 799)
            + " "
            + dice.between(10, 99);
    return new Identity(
        isInvalid ? invalid(local, box, dice) : local + "@" + box + ".example",
        isInvalid,
        isOwnDomain ? "other" : box,
        dice.chance(.7) ? "+420706" + dice.between(100_000, 999_999) : null,
        name,
        surname,
        isFemale,
        address,
        dice.one(REGIONS),
        dice.chance(.4) ? LocalDate.of(1945, 1, 1).plusDays(dice.below(22_600)) : null);
  }

  private static String feminine(String surname) {
    String stem =
        surname.matches(".*[ae]k|.*[ae]c") && !surname.endsWith("ák")
            ? surname.substring(0, surname.length() - 2) + surname.substring(surname.length() - 1)
            : surname.replaceAll("a$", "");
    return stem + "ová";
  }

  private static String invalid(String local, String box, Dice dice) {
    return switch (dice.below(4)) {
      case 0 -> local + "@" + box;
      case 1 -> local + box + ".example";
      case 2 -> local + "@@" + box + ".example";
      default -> local + "@" + box + ",example";
    };
  }
}
