package io.candlelake.query.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * {@code jdbc:released:sqlite:…}: SQLite for Trino 406, whose Iceberg 1.1 asks {@code getTables} whether its tables exist
 * and never closes the answer. In WAL mode that open answer pins the connection to the day it was opened: SHOW TABLES
 * shows no new table, DROP TABLE fails with SQLITE_BUSY_SNAPSHOT, and the -wal file can never shrink.
 *
 * <p>So the answer is read and closed here, and what the caller gets can only say whether there was a row. Only this class
 * file travels to the plugin's class path: no nested classes.
 */
public final class ReleasingDriver implements Driver {
    static final String PREFIX = "jdbc:released:";

    static {
        try {
            // What JDBC asks of every driver: being named in META-INF/services only gets it loaded.
            DriverManager.registerDriver(new ReleasingDriver());
        } catch (SQLException refused) {
            throw new ExceptionInInitializerError(refused);
        }
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(PREFIX);
    }

    @Override
    @SuppressWarnings("NullAway") // JDBC's contract: null for another driver's address.
    public Connection connect(String url, Properties properties) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        Connection real = DriverManager.getConnection("jdbc:" + url.substring(PREFIX.length()), properties);
        return (Connection) Proxy.newProxyInstance(
                ReleasingDriver.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> method.getName().equals("getMetaData")
                        ? metadata(real.getMetaData())
                        : call(real, method, arguments));
    }

    private static DatabaseMetaData metadata(DatabaseMetaData real) {
        return (DatabaseMetaData) Proxy.newProxyInstance(
                ReleasingDriver.class.getClassLoader(),
                new Class<?>[] {DatabaseMetaData.class},
                (proxy, method, arguments) -> {
                    Object answer = call(real, method, arguments);
                    return method.getName().equals("getTables") ? exists((ResultSet) answer) : answer;
                });
    }

    private static ResultSet exists(ResultSet real) throws SQLException {
        boolean found;
        try (real) {
            found = real.next();
        }
        return (ResultSet) Proxy.newProxyInstance(
                ReleasingDriver.class.getClassLoader(),
                new Class<?>[] {ResultSet.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("next")) {
                        return found;
                    }
                    throw new SQLFeatureNotSupportedException("only next() is kept of getTables: " + method.getName());
                });
    }

    @SuppressWarnings("NullAway") // Method.invoke takes and gives null.
    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("logs nothing");
    }
}
