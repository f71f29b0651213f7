package io.segmentlake.jobs.generate;

/** Writes whom the lot of the randomised campaign gave its coupon, and whom nothing. */
final class AssignmentFeed {
  private final Trial trial;
  private final long at;
  private final Stamps stamps;

  AssignmentFeed(GenerateOptions options, ShopCalendar calendar, Stamps stamps) {
    trial = new Trial(options);
    at = trial.drawnAt(calendar);
    this.stamps = stamps;
  }

  /** One line for each who was drawn: whether the mailbox took the message makes no difference. */
  void write(Person person, Outcome outcome, Lines lines) {
    if (outcome.isExpected()) {
      boolean isTreated = trial.treats(person.index());
      lines.add(
          Feed.ASSIGNMENTS,
          at,
          CsvLine.of(
                  Trial.CAMPAIGN,
                  person.number(),
                  stamps.local(at),
                  isTreated ? "with" : "without",
                  isTreated ? Trial.PERCENT : null)
              .toString());
    }
  }
}
