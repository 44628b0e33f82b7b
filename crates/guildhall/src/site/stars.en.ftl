stars-lead = Stars stay in this browser and need no account. They can be exported to a calendar.
stars-script = Stars are kept by a script; please let scripts run.
stars-calendar = Export to calendar
stars-clash = at the same time
