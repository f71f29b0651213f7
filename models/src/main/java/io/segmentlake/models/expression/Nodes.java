package io.segmentlake.models.expression;

import io.segmentlake.models.configuration.Location;
import io.segmentlake.models.expression.Node.And;
import io.segmentlake.models.expression.Node.Arithmetic;
import io.segmentlake.models.expression.Node.Between;
import io.segmentlake.models.expression.Node.Branch;
import io.segmentlake.models.expression.Node.Call;
import io.segmentlake.models.expression.Node.CaseWhen;
import io.segmentlake.models.expression.Node.Cast;
import io.segmentlake.models.expression.Node.Comparison;
import io.segmentlake.models.expression.Node.InList;
import io.segmentlake.models.expression.Node.IsNull;
import io.segmentlake.models.expression.Node.Like;
import io.segmentlake.models.expression.Node.Negate;
import io.segmentlake.models.expression.Node.Not;
import io.segmentlake.models.expression.Node.Or;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Walks through and rebuilds trees of nodes. */
public final class Nodes {
  private Nodes() {}

  /** Visits a node and all below it, parents first. */
  public static void walk(Node node, Consumer<Node> visitor) {
    visitor.accept(node);
    children(node).forEach(child -> walk(child, visitor));
  }

  /** The parts directly below a node, in the order of the text. */
  public static List<Node> children(Node node) {
    List<Node> children = new ArrayList<>();
    mapChildren(
        node,
        child -> {
          children.add(child);
          return child;
        });
    return children;
  }

  /**
   * Rebuilds a tree from its leaves upwards: each node is replaced by what the operator gives for
   * it, after its children were.
   */
  public static Node rebuild(Node node, UnaryOperator<Node> operator) {
    return operator.apply(mapChildren(node, child -> rebuild(child, operator)));
  }

  /** All parts joined by "and", flat; one part stands for itself. */
  public static Node and(List<Node> parts, Location at) {
    List<Node> flat = new ArrayList<>();
    parts.forEach(p -> flat.addAll(p instanceof And and ? and.parts() : List.of(p)));
    return flat.size() == 1 ? flat.get(0) : new And(List.copyOf(flat), at);
  }

  /** All parts joined by "or", flat; one part stands for itself. */
  public static Node or(List<Node> parts, Location at) {
    List<Node> flat = new ArrayList<>();
    parts.forEach(p -> flat.addAll(p instanceof Or or ? or.parts() : List.of(p)));
    return flat.size() == 1 ? flat.get(0) : new Or(List.copyOf(flat), at);
  }

  /** How many nodes stand above one another at most. */
  public static int depth(Node node) {
    int deepest = 0;
    for (Node child : children(node)) {
      deepest = Math.max(deepest, depth(child));
    }
    return deepest + 1;
  }

  private static Node mapChildren(Node node, UnaryOperator<Node> f) {
    if (node instanceof Call n) {
      return new Call(n.function(), all(n.arguments(), f), n.at());
    } else if (node instanceof Comparison n) {
      return new Comparison(n.operator(), f.apply(n.left()), f.apply(n.right()), n.at());
    } else if (node instanceof And n) {
      return and(all(n.parts(), f), n.at());
    } else if (node instanceof Or n) {
      return or(all(n.parts(), f), n.at());
    } else if (node instanceof Not n) {
      return new Not(f.apply(n.value()), n.at());
    } else if (node instanceof InList n) {
      return new InList(f.apply(n.value()), all(n.options(), f), n.at());
    } else if (node instanceof Between n) {
      return new Between(f.apply(n.value()), f.apply(n.low()), f.apply(n.high()), n.at());
    } else if (node instanceof IsNull n) {
      return new IsNull(f.apply(n.value()), n.at());
    } else if (node instanceof Like n) {
      return new Like(f.apply(n.value()), n.pattern(), n.at());
    } else if (node instanceof CaseWhen n) {
      List<Branch> branches = new ArrayList<>();
      n.branches().forEach(b -> branches.add(new Branch(f.apply(b.when()), f.apply(b.then()))));
      return new CaseWhen(List.copyOf(branches), f.apply(n.otherwise()), n.at());
    } else if (node instanceof Arithmetic n) {
      return new Arithmetic(n.sign(), f.apply(n.left()), f.apply(n.right()), n.at());
    } else if (node instanceof Negate n) {
      return new Negate(f.apply(n.value()), n.at());
    } else if (node instanceof Cast n) {
      return new Cast(f.apply(n.value()), n.to(), n.at());
    }
    return node;
  }

  private static List<Node> all(List<Node> nodes, UnaryOperator<Node> f) {
    return nodes.stream().map(f).toList();
  }
}
