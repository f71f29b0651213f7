package io.segmentlake.jobs.generate;

import io.segmentlake.jobs.generate.Campaign.Audience;

/** Everything the shop sends to one customer, and what comes back. */
final class Mailings {
  private static final int HOUR = 3_600;
  private static final int DAY = ShopCalendar.DAY_SECONDS;
  private static final int[] WELCOME_DAYS = {0, 3, 4};
  private static final int[] CART_HOURS = {1, 24};
  private static final double SPAM_TRAP = .02;

  private final Campaigns campaigns;
  private final Trial trial;
  private final ShopTraits.Mail traits;

  Mailings(GenerateOptions options, Campaigns campaigns) {
    this.campaigns = campaigns;
    trial = new Trial(options);
    traits = options.traits().mail();
  }

  /**
   * Sends what is to be sent.
   *
   * @return when the customer left; {@link MailPlan#NEVER}
   */
  long send(Person person, MailPlan plan, BuyingLife life, Visits visits, Sender sender) {
    long from = plan.permittedFrom(life.firstOrderAt());
    if (from == MailPlan.NEVER) {
      return MailPlan.NEVER;
    }
    Box box = new Box(person, plan, life, sender);
    box.wishesToLeaveAt = from + plan.staySeconds();
    long read = plan.confirmedAt() == MailPlan.NEVER ? from : box.welcome(from);
    for (Campaign campaign : campaigns.sent()) {
      if (campaign.sentAt() > from && box.isFor(campaign)) {
        box.newsletter(campaign);
      }
    }
    for (long left : visits.leftCarts()) {
      box.remind(left, Math.max(from, read));
    }
    return box.leftAt;
  }

  /** One mailbox and how the shop may use it. */
  private final class Box {
    private final Person person;
    private final MailPlan plan;
    private final BuyingLife life;
    private final Sender sender;
    private long wishesToLeaveAt;
    private long leftAt = MailPlan.NEVER;
    private boolean hasBounced;

    Box(Person person, MailPlan plan, BuyingLife life, Sender sender) {
      this.person = person;
      this.plan = plan;
      this.life = life;
      this.sender = sender;
    }

    boolean isFor(Campaign campaign) {
      return switch (campaign.audience()) {
        case WEEKLY -> !plan.isMonthly();
        case EVERYBODY -> true;
        case TREATED -> life.trial().isExpected() && trial.treats(person.index());
        case TRIGGERED -> false;
      };
    }

    /** The series, each step counted from the delivery of the one before. */
    long welcome(long from) {
      long at = from + sender.dice().between(60, 600);
      for (int step = 0; step < Campaigns.WELCOME_STEPS; step++) {
        at += (long) WELCOME_DAYS[step] * DAY;
        if (!isOpen(at) || wishesToLeaveAt <= at) {
          return at;
        }
        at = deliver(campaigns.welcome(step), at).deliveredAt();
      }
      return at;
    }

    void newsletter(Campaign campaign) {
      long at = campaign.sentAt() + sender.dice().between(0, 1_200);
      if (!isOpen(at)) {
        return;
      }
      boolean leaves = at >= wishesToLeaveAt && campaign.audience() != Audience.TREATED;
      Message message = deliver(campaign, at);
      if (leaves && leftAt == MailPlan.NEVER && message.isDelivered()) {
        leftAt = message.deliveredAt() + sender.dice().between(60, 6 * HOUR);
        boolean isTrap = sender.dice().chance(SPAM_TRAP);
        String complaint = isTrap ? "spam_trap" : "complaint";
        sender.tell(message, plan.isComplaint() ? complaint : "unsubscribe", leftAt, null, null);
      }
    }

    /** Reminders of a cart, unless it was bought or another message would be the first. */
    void remind(long left, long notBefore) {
      for (int step = 0; step < Campaigns.CART_STEPS; step++) {
        long at = left + (long) CART_HOURS[step] * HOUR;
        boolean isWelcome = at > notBefore && isOpen(at) && at < Math.min(leftAt, wishesToLeaveAt);
        if (!isWelcome || life.hasBoughtBetween(left, at)) {
          return;
        }
        deliver(campaigns.cart(step), at);
      }
    }

    private boolean isOpen(long at) {
      boolean isBack =
          leftAt != MailPlan.NEVER
              && plan.awaySeconds() != MailPlan.NEVER
              && at > leftAt + plan.awaySeconds();
      return !hasBounced && (at < leftAt || isBack);
    }

    private Message deliver(Campaign campaign, long at) {
      if (at >= plan.mailboxDiesAt()) {
        hasBounced = true;
        return sender.bounce(campaign, at, "hard_bounce");
      }
      if (sender.dice().chance(traits.softBounces())) {
        return sender.bounce(campaign, at, "soft_bounce");
      }
      return sender.deliver(campaign, at);
    }
  }
}
