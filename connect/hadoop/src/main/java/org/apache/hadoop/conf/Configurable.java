package org.apache.hadoop.conf;

/** What takes its settings from a {@link Configuration}. */
public interface Configurable {
    /** Called once, before anything else. */
    void setConf(Configuration conf);

    /** As it was set. */
    Configuration getConf();
}
