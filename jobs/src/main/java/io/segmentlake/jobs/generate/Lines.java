package io.segmentlake.jobs.generate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the lines of one person after another, sends each to the file of its day, and spoils the
 * share of them that reality spoils.
 */
final class Lines {
  private static final double REPEATED_ELSEWHERE = .1;
  private static final int SEQUENCE_BITS = 24;

  private final GenerateOptions options;
  private final ShopCalendar calendar;
  private final FileDays fileDays;
  private final Damage damage = new Damage();
  private List<DayLine> lines = new ArrayList<>();
  private long person;
  private int sequence;
  private Dice dice;

  Lines(GenerateOptions options, ShopCalendar calendar) {
    this.options = options;
    this.calendar = calendar;
    fileDays = new FileDays(calendar);
    begin(-1);
  }

  /** Begins the lines of the next person. */
  void begin(long nextPerson) {
    person = nextPerson;
    sequence = 0;
    // A stream of its own: other flaws must not make other lives.
    dice = Dice.of(options.seed(), nextPerson, "flaws");
  }

  /** Adds a line that the shop knows on the day of {@code at}; nothing outside its days. */
  void add(Feed feed, long at, CharSequence text) {
    if (at < calendar.startOf(0) || at >= calendar.end()) {
      return;
    }
    ShopTraits.Flaws flaws = options.traits().flaws();
    boolean isEvent = feed == Feed.WEB_EVENTS || feed == Feed.EMAIL_EVENTS;
    int day = calendar.dayOf(at);
    boolean isLate = isEvent && dice.chance(flaws.late());
    int known = isLate ? day + dice.between(1, 3) : day;
    String line = text.toString();
    put(feed, known, at, isLate ? DayLine.Flaw.LATE : DayLine.Flaw.NONE, line);
    double repeated = flaws.repeated() * (feed == Feed.EMAIL_EVENTS ? 1 : REPEATED_ELSEWHERE);
    if (dice.chance(repeated)) {
      put(feed, known + dice.below(2), at, DayLine.Flaw.REPEATED, line);
    }
    if (dice.chance(flaws.malformed())) {
      put(feed, known, at, DayLine.Flaw.MALFORMED, damage.broken(feed, line, dice));
    }
  }

  /** Adds a line of what holds from then on: the first file tells what held before it, too. */
  void addKnown(Feed feed, long at, CharSequence text) {
    add(feed, Math.max(at, calendar.startOf(0)), text);
  }

  /** Adds an event once more, as another system reports it: the same id, at once or a day later. */
  void addAgain(Feed feed, long at, CharSequence text) {
    if (at >= calendar.startOf(0) && at < calendar.end()) {
      int known = calendar.dayOf(at) + (dice.chance(.1) ? 1 : 0);
      put(feed, known, at, DayLine.Flaw.REPEATED, text.toString());
    }
  }

  /** Adds a line to a block of planted truth. */
  void addTruth(Feed feed, int block, CharSequence text) {
    lines.add(line(feed, block, person, DayLine.Flaw.NONE, text.toString()));
  }

  /** All lines since the last call. */
  List<DayLine> drain() {
    List<DayLine> drained = lines;
    lines = new ArrayList<>(drained.size());
    return drained;
  }

  private void put(Feed feed, int day, long at, DayLine.Flaw flaw, String text) {
    int file = fileDays.of(feed, day);
    // What would come in a later file has not come yet.
    if (file < calendar.days()) {
      lines.add(line(feed, file, at, flaw, text));
    }
  }

  private DayLine line(Feed feed, int file, long at, DayLine.Flaw flaw, String text) {
    long tie = (person << SEQUENCE_BITS) | sequence++;
    return new DayLine(feed, file, at, tie, flaw, text.getBytes(StandardCharsets.UTF_8));
  }
}
