package io.segmentlake.jobs.generate;

import java.util.Map;
import java.util.function.LongConsumer;

/** The mail platform, for one customer: tells what it sent, and how people and machines react. */
final class Sender {
  static final String MASKED_AGENT = "Apple Mail Privacy Protection";
  static final String SCANNER_AGENT = "Barracuda Link Protection";
  static final String HIDDEN_LINK = "hidden";

  private static final double FETCHED_BY_APPLE = .92;
  private static final double LOST_INTEREST = .5;
  private static final double READING_DELAY_SECONDS = 14_000;
  private static final String[] LINKS = {"header", "hero", "product", "footer"};
  private static final Map<String, String> AGENTS =
      Map.of("gmail", "GoogleImageProxy", "seznam", "Seznam Email", "outlook", "Outlook");
  private static final Map<String, Double> INTEREST =
      Map.of("sale", 1.1, "content", .8, "event", .7, "welcome", 1.6, "cart", 1.5);

  private final Person person;
  private final Identity identity;
  private final MailPlan plan;
  private final BuyingLife life;
  private final ShopCalendar calendar;
  private final WebWriter writer;
  private final LongConsumer clicks;
  private final Dice dice;
  private int sequence;

  /** {@code clicks} hears of each click of a human being. */
  Sender(
      Person person,
      Identity identity,
      MailPlan plan,
      BuyingLife life,
      ShopCalendar calendar,
      WebWriter writer,
      LongConsumer clicks,
      Dice dice) {
    this.person = person;
    this.identity = identity;
    this.plan = plan;
    this.life = life;
    this.calendar = calendar;
    this.writer = writer;
    this.clicks = clicks;
    this.dice = dice;
  }

  Dice dice() {
    return dice;
  }

  /** Sends a message that the mailbox refuses. */
  Message bounce(Campaign campaign, long at, String type) {
    Message message = send(campaign, at, at + dice.between(1, 90), false);
    tell(message, type, message.deliveredAt(), null, null);
    return message;
  }

  /** Sends a message that arrives, and plays what happens to it. */
  Message deliver(Campaign campaign, long at) {
    Message message = send(campaign, at, at + dice.between(1, 40), true);
    tell(message, "delivered", message.deliveredAt(), null, null);
    if (plan.hasScanner()) {
      scan(message);
    }
    if (plan.isMasked() && dice.chance(FETCHED_BY_APPLE)) {
      long fetched = message.deliveredAt() + dice.between(20, 14_400);
      tell(message, "open", fetched, null, MASKED_AGENT);
    }
    read(message);
    return message;
  }

  private Message send(Campaign campaign, long at, long deliveredAt, boolean isDelivered) {
    String id = "m" + writer.ids().event(at, person.index(), sequence);
    Message message = new Message(id, campaign, deliveredAt, isDelivered);
    tell(message, "sent", at, null, null);
    return message;
  }

  /** A filter follows every link within seconds, the hidden one included. */
  private void scan(Message message) {
    long at = message.deliveredAt() + 1;
    tell(message, "open", at, null, SCANNER_AGENT);
    for (String link : LINKS) {
      tell(message, "click", at + dice.between(0, 3), link, SCANNER_AGENT);
    }
    tell(message, "click", at + dice.between(0, 3), HIDDEN_LINK, SCANNER_AGENT);
  }

  private void read(Message message) {
    boolean isLost = life.isLost(calendar.dayOf(message.deliveredAt()));
    double interest = INTEREST.getOrDefault(message.campaign().type(), 1.0);
    double chance = plan.engagement() * interest * (isLost ? LOST_INTEREST : 1);
    if (!dice.chance(chance)) {
      return;
    }
    long opened = message.deliveredAt() + 30 + (long) dice.exponential(READING_DELAY_SECONDS);
    String agent = plan.isMasked() ? "Apple Mail" : agent();
    if (!plan.isMasked()) {
      tell(message, "open", opened, null, agent);
    }
    if (dice.chance(.06 + .16 * plan.engagement())) {
      long clicked = opened + dice.between(4, 120);
      tell(message, "click", clicked, dice.one(LINKS), agent);
      clicks.accept(clicked);
    }
  }

  private String agent() {
    return AGENTS.getOrDefault(identity.mailbox(), "Thunderbird");
  }

  /** Writes one event of the platform. */
  void tell(Message message, String what, long at, String link, String client) {
    String line =
        new JsonLine()
            .add("id", writer.ids().event(at, person.index(), sequence++ & 0xffff))
            .add("at", writer.stamps().offset(at))
            .add("what", what)
            .add("customer", person.number())
            .add("campaign", message.campaign().id())
            .add("message", message.id())
            .add("link", link)
            .add("client", client)
            .add("mailbox", identity.mailbox())
            .toString();
    writer.lines().add(Feed.EMAIL_EVENTS, at, line);
  }
}
