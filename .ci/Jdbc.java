import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;

/**
 * A client of Hive's JDBC driver, as BI tools are. Arguments: URL, user, password, and what to do: a statement, or
 * !schemas, !tables SCHEMA, !columns SCHEMA.TABLE. Prints rows, cells apart by |, and of errors the first line.
 */
public final class Jdbc {
  public static void main(String[] arguments) throws Exception {
    Class.forName("org.apache.hive.jdbc.HiveDriver");
    try (Connection connection = DriverManager.getConnection(arguments[0], arguments[1], arguments[2])) {
      for (int i = 3; i < arguments.length; i++) {
        System.out.println("> " + arguments[i]);
        try {
          run(connection, arguments[i]);
        } catch (SQLException e) {
          System.out.println("! " + e.getMessage().lines().findFirst().orElse(""));
        }
      }
    } catch (SQLException e) {
      System.out.println("! " + e.getMessage().lines().findFirst().orElse(""));
    }
  }

  private static void run(Connection connection, String what) throws SQLException {
    String name = what.substring(what.indexOf(' ') + 1);
    if (what.equals("!schemas")) {
      print(connection.getMetaData().getSchemas(), 1);
    } else if (what.startsWith("!tables ")) {
      print(connection.getMetaData().getTables(null, name, "%", null), 2, 3, 5);
    } else if (what.startsWith("!columns ")) {
      String[] parts = name.split("[.]");
      print(connection.getMetaData().getColumns(null, parts[0], parts[1], "%"), 4, 6, 12);
    } else {
      try (Statement statement = connection.createStatement()) {
        if (statement.execute(what)) {
          int[] all = new int[statement.getResultSet().getMetaData().getColumnCount()];
          for (int i = 0; i < all.length; i++) {
            all[i] = i + 1;
          }
          print(statement.getResultSet(), all);
        }
      }
    }
  }

  private static void print(ResultSet rows, int... columns) throws SQLException {
    while (rows.next()) {
      StringJoiner line = new StringJoiner("|");
      for (int column : columns) {
        line.add(rows.getString(column));
      }
      System.out.println(line);
    }
  }
}
