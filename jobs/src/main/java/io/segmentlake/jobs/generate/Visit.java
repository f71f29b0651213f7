package io.segmentlake.jobs.generate;

/** One visit to the web site: writes its events one after another. */
final class Visit {
  private final Stamps stamps;
  private final Ids ids;
  private final Lines lines;
  private final long person;
  private final String visitor;
  private final String session;
  private final String device;
  private final boolean isRobot;
  private String customer;
  private String source;
  private String medium;
  private int sequence;
  private long at;

  /** Begins a visit at an instant; {@code number} tells visits of one second apart. */
  Visit(WebWriter writer, long person, int number, String visitor, String device, long at) {
    stamps = writer.stamps();
    ids = writer.ids();
    lines = writer.lines();
    isRobot = writer.isRobot();
    this.person = person;
    this.visitor = visitor;
    this.device = device;
    this.at = at;
    sequence = number % 256 * 256;
    session = "s" + ids.event(at, person, sequence);
  }

  /** Where the next event says that the visit came from. */
  Visit from(String visitSource, String visitMedium) {
    source = visitSource;
    medium = visitMedium;
    return this;
  }

  /** From now on the shop knows who it is. */
  Visit knows(String number) {
    customer = number;
    return this;
  }

  long at() {
    return at;
  }

  String session() {
    return session;
  }

  Visit pause(int seconds) {
    at += seconds;
    return this;
  }

  /** An event without details. */
  Visit event(String type, int seconds) {
    return write(begin(type), seconds);
  }

  Visit event(String type, Section section, int seconds) {
    return write(begin(type).add("section", section.label()), seconds);
  }

  Visit event(String type, Product product, int seconds) {
    return write(about(type, product), seconds);
  }

  /** A change of the cart, or a step of the checkout where the product is null. */
  Visit cart(String type, Product product, int pieces, long basket, boolean isTwice) {
    JsonLine event = product == null ? begin(type) : about(type, product).add("pcs", pieces);
    event.addAmount("basket", basket);
    String stem = event.toString().substring(0, event.toString().length() - 1);
    if (isTwice) {
      // The server reports what the browser has reported, with the same id.
      lines.add(Feed.WEB_EVENTS, at, stem + ",\"via\":\"browser\"}");
      lines.addAgain(Feed.WEB_EVENTS, at, stem + ",\"via\":\"server\"}");
    } else {
      lines.add(Feed.WEB_EVENTS, at, event.toString());
    }
    return this;
  }

  private JsonLine about(String type, Product product) {
    return begin(type).add("sku", product.sku()).add("section", product.section().label());
  }

  private JsonLine begin(String type) {
    JsonLine event =
        new JsonLine()
            .add("id", ids.event(at, person, sequence++))
            .add("ts", stamps.utc(at))
            .add("event", type)
            .add("visitor", visitor)
            .add("customer", customer)
            .add("session", session)
            .add("device", device)
            .add("utm_source", source)
            .add("utm_medium", medium);
    source = null;
    medium = null;
    return isRobot ? event.addTrue("robot") : event;
  }

  /** Writes an event and stays on its page for some seconds. */
  private Visit write(JsonLine event, int seconds) {
    lines.add(Feed.WEB_EVENTS, at, event.add("dwell", seconds).toString());
    at += seconds;
    return this;
  }
}
