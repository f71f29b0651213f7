package io.segmentlake.jobs.generate;

/** Writes permissions as they are given and taken back, per channel, topic and purpose. */
final class ConsentFeed {
  private static final String FORM = "form";
  private static final String CENTRE = "preference centre";
  private static final String[] TOPICS = {"sale", "new-in", "events"};

  private final ShopCalendar calendar;
  private final Stamps stamps;

  ConsentFeed(ShopCalendar calendar, Stamps stamps) {
    this.calendar = calendar;
    this.stamps = stamps;
  }

  /** {@code leftAt}: when the last message was answered with good-bye. */
  void write(Person person, MailPlan plan, long firstOrderAt, long leftAt, Lines lines, Dice dice) {
    Log log = new Log(person, lines);
    if (plan.confirmedAt() != MailPlan.NEVER) {
      signUp(plan.confirmedAt(), log, dice);
    } else if (plan.signedUpAt() == MailPlan.NEVER && firstOrderAt != MailPlan.NEVER) {
      String action = plan.isSoft() ? "granted" : "revoked";
      log.add(firstOrderAt, "email", "newsletter", "send", "soft_opt_in", action, "checkout");
    }
    if (dice.chance(.6)) {
      log.grant(person.joinedAt() + 5, "web", "all", "measure", "cookie bar");
    }
    if (leftAt != MailPlan.NEVER) {
      log.add(leftAt, "email", "newsletter", "send", "consent", "revoked", "unsubscribe link");
      if (plan.awaySeconds() != MailPlan.NEVER) {
        log.grant(leftAt + plan.awaySeconds(), "email", "newsletter", "send", CENTRE);
      }
    }
  }

  private void signUp(long at, Log log, Dice dice) {
    log.grant(at, "email", "newsletter", "send", "double opt-in");
    if (dice.chance(.8)) {
      log.grant(at, "email", "newsletter", "measure", FORM);
    }
    if (dice.chance(.65)) {
      log.grant(at, "email", "newsletter", "profile", FORM);
    }
    for (String platform : new String[] {"google", "meta", "sklik"}) {
      if (dice.chance(.3)) {
        log.grant(at, "ads", "all", "ads:" + platform, FORM);
        if (dice.chance(.1)) {
          long later = at + (long) dice.exponential(100.0 * ShopCalendar.DAY_SECONDS);
          log.add(later, "ads", "all", "ads:" + platform, "consent", "revoked", CENTRE);
        }
      }
    }
    if (dice.chance(.2)) {
      log.grant(at, "sms", "newsletter", "send", FORM);
    }
    if (dice.chance(.12)) {
      // Not this topic, but the rest.
      long later = at + (long) dice.exponential(60.0 * ShopCalendar.DAY_SECONDS);
      log.add(later, "email", dice.one(TOPICS), "send", "consent", "revoked", CENTRE);
    }
  }

  private final class Log {
    private final Person person;
    private final Lines lines;

    Log(Person person, Lines lines) {
      this.person = person;
      this.lines = lines;
    }

    void grant(long at, String channel, String topic, String purpose, String evidence) {
      add(at, channel, topic, purpose, "consent", "granted", evidence);
    }

    void add(
        long at,
        String channel,
        String topic,
        String purpose,
        String basis,
        String action,
        String evidence) {
      if (at >= calendar.end()) {
        return;
      }
      String wording = calendar.dayOf(at) < 0 ? "v1" : "v2";
      lines.addKnown(
          Feed.CONSENTS,
          at,
          CsvLine.of(
                  person.number(),
                  stamps.local(at),
                  channel,
                  topic,
                  purpose,
                  basis,
                  action,
                  person.country(),
                  evidence,
                  wording)
              .toString());
    }
  }
}
