"""The ten steps of a month, one a file: functions of one record, called in the order of `month`."""
